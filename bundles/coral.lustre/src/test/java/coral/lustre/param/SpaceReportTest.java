// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpaceReportTest {
    private static SpaceReport report(String text) {
        return SpaceReport.read(Slice.of(text));
    }

    @Test
    void blocks_areBytes() throws IOException {
        SpaceReport report = SpaceReport.read(Recorded.slice("capture/05-lfs/df-v.out"));

        assertThat(report.unknown()).isEmpty();
        SpaceReport.FileSystem fs = report.fileSystems().get(0);
        assertThat(fs.unit()).isEqualTo(SpaceReport.Unit.BYTES);
        assertThat(fs.rounded()).isFalse();
        assertThat(fs.targets()).hasSize(4);
        assertThat(fs.targets().get(2))
                .isEqualTo(new SpaceReport.Target(
                        "scratch-OST0000_UUID",
                        "OST",
                        0,
                        "",
                        new SpaceReport.Space(954_304L << 10, 2552L << 10, 882_940L << 10, 1, "/mnt/scratch")));
        assertThat(fs.summary())
                .containsExactly(
                        new SpaceReport.Space(1_908_608L << 10, 4080L << 10, 1_766_904L << 10, 1, "/mnt/scratch"));
    }

    @Test
    void roundedNumbers_areToldToBe() throws IOException {
        SpaceReport report = SpaceReport.read(Recorded.slice("capture/05-lfs/df-h.out"));

        assertThat(report.unknown()).isEmpty();
        assertThat(report.fileSystems().get(0).rounded()).isTrue();
        assertThat(report.fileSystems().get(0).targets().get(0).space().total())
                .isEqualTo(Math.round(394.6 * (1 << 20)));
    }

    @Test
    void inodes_areCounted() throws IOException {
        SpaceReport report = SpaceReport.read(Recorded.slice("capture/05-lfs/df-ih.out"));

        assertThat(report.unknown()).isEmpty();
        assertThat(report.fileSystems().get(0).unit()).isEqualTo(SpaceReport.Unit.INODES);
        assertThat(report.fileSystems().get(0).targets().get(0).space().total()).isEqualTo(286_720);
        assertThat(report.fileSystems().get(0).targets().get(0).space().used()).isEqualTo(290);
    }

    @Test
    void tablesThatEndEarly_haveNoSummary() throws IOException {
        SpaceReport report = report("""
                UUID                   1K-blocks        Used   Available Use%  Mounted on
                s-MDT0000_UUID            404068        1876      353616   1%  /mnt/s[MDT:0]
                OST0001             : inactive device
                """);

        assertThat(report.fileSystems().get(0).summary()).isEmpty();
        assertThat(report.fileSystems().get(0).targets()).hasSize(1);
        assertThat(report.fileSystems().get(0).missing())
                .containsExactly(new SpaceReport.Missing("OST0001", "inactive device"));
    }

    @Test
    void damagedLines_areUnknown() {
        SpaceReport report = report("""
                UUID                   1K-blocks        Used   Available Use%  Mounted on
                s-OST0000_UUID            40x068        1876      353616   1%  /mnt/s[OST:0]
                s-OST0001_UUID            404068        1876      353616   1%  /mnt/s[OST:x]
                s-OST0002_UUID            404068        1876      353616
                s-OST0003_UUID            404068        1876      353616 101%  /mnt/s[OST:3]
                s-OST0004_UUID            404068        1876      353616   1%  /mnt/s[OST:4] D
                """);

        assertThat(report.unknown()).hasSize(4);
        assertThat(report.fileSystems().get(0).rounded()).isFalse();
        assertThat(report.fileSystems().get(0).targets())
                .extracting(SpaceReport.Target::flags)
                .containsExactly("D");
    }

    @Test
    void otherText_isUnknown() throws IOException {
        SpaceReport report = SpaceReport.read(Recorded.slice("capture/05-lfs/err-df-notlustre.out"));

        assertThat(report.fileSystems()).isEmpty();
        assertThat(report.unknown()).hasSize(1);
    }

    @Test
    void everyRecordedTable_isUnderstood() throws IOException {
        for (String file : List.of(
                "05-lfs/df-after.out",
                "05-lfs/df-l.out",
                "05-lfs/df-pool.out",
                "10-fail/00-healthy-lfs-df.out",
                "10-fail/01-ost1-down-lfs-df.out",
                "10-fail/02-ost1-back-lfs-df.out")) {
            SpaceReport report = SpaceReport.read(Recorded.slice("capture/" + file));

            assertThat(report.unknown()).as(file).isEmpty();
            assertThat(report.fileSystems()).as(file).hasSize(1);
        }
    }
}
