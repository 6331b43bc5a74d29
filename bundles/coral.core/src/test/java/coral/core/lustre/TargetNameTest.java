// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetNameTest {
    private static final FsName SCRATCH = new FsName("scratch");

    @Test
    void parse_ofWhatLustrePrints_isTheSameName() {
        assertThat(TargetName.parse("scratch-MDT0001")).contains(TargetName.mdt(SCRATCH, 1));
        assertThat(TargetName.parse("scratch-OST00ff")).contains(TargetName.ost(SCRATCH, 255));
        assertThat(TargetName.parse("MGS")).contains(TargetName.Mgs.LUSTRE);
        assertThat(TargetName.ost(SCRATCH, 0xfffe)).hasToString("scratch-OSTfffe");
        assertThat(TargetName.parse("a-MDT0-OST0001")).contains(TargetName.ost(new FsName("a-MDT0"), 1));
    }

    @Test
    void parse_ofAnythingElse_isEmpty() {
        for (String text : List.of(
                "",
                "MGS0",
                "scratch-MDT001",
                "scratch-MDT00010",
                "scratch-OST00FF",
                "scratch-OSTffff",
                "scratch:OST0001",
                "-OST0001",
                "ninechars-OST0001",
                "sc/atch-OST0001",
                "scratch-OST0001_UUID",
                "scratch-OST0001-osc-MDT0000",
                "scratch-OST0001\n")) {
            assertThat(TargetName.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void parseUuid_ofATarget_isItsName() {
        assertThat(TargetName.parseUuid("scratch-OST0001_UUID")).contains(TargetName.ost(SCRATCH, 1));
        assertThat(TargetName.ost(SCRATCH, 1).uuid()).isEqualTo("scratch-OST0001_UUID");
        assertThat(TargetName.parseUuid("scratch-OST0001")).isEmpty();
    }

    @Test
    void parseLabel_ofADeviceInAnyState_isItsTarget() {
        for (String label : List.of("scratch-OST0001", "scratch:OST0001", "scratch=OST0001")) {
            assertThat(TargetName.parseLabel(label)).as(label).isEqualTo(Optional.of(TargetName.ost(SCRATCH, 1)));
        }
        assertThat(TargetName.parseLabel("scratch:OSTffff")).isEmpty();
        assertThat(TargetName.parseLabel("MGS")).contains(TargetName.Mgs.LUSTRE);
    }

    @Test
    void mgs_withAnIdThatReadsAsATarget_isRefused() {
        assertThat(TargetName.Mgs.isId("mgs_0-a")).isTrue();
        for (String id : List.of("", "mgs 0", "fs-MDT0000", "fs-ost0000", "mgs/0")) {
            assertThatIllegalArgumentException().as(id).isThrownBy(() -> new TargetName.Mgs(id));
        }
    }

    @Test
    void indexed_outOfRange_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TargetName.mdt(SCRATCH, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> TargetName.mdt(SCRATCH, 0xffff));
        assertThatIllegalArgumentException().isThrownBy(() -> new TargetName.Indexed(SCRATCH, TargetName.Kind.MGS, 0));
    }

    @Test
    void compareTo_sortsByKindFileSystemAndIndex() {
        FsName other = new FsName("a");
        List<TargetName> sorted = List.of(
                new TargetName.Mgs("m0"),
                new TargetName.Mgs("m1"),
                TargetName.mdt(other, 7),
                TargetName.mdt(SCRATCH, 0),
                TargetName.ost(SCRATCH, 9),
                TargetName.ost(SCRATCH, 16));

        assertThat(sorted).isSorted();
    }

    @Test
    void fsName_ofMoreThan8OrOtherCharacters_isRefused() {
        assertThat(FsName.parse("l-_9ABCD")).contains(new FsName("l-_9ABCD"));
        for (String name : List.of("", "123456789", "a.b", "ä", "a b", "a\n")) {
            assertThat(FsName.parse(name)).as(name).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> new FsName(name));
        }
    }
}
