// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.Fid;
import coral.lustre.Capture;
import coral.lustre.layout.DirectoryLayout.Default;
import coral.lustre.layout.DirectoryLayout.Stripe;
import coral.lustre.layout.DirectoryLayout.Striped;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedDirectoriesTest {
    private static List<DirectoryEntry> parse(String name) throws Exception {
        return LfsGetdirstripe.parse(Capture.out("06-layout/getdirstripe-" + name));
    }

    private static Striped striped(DirectoryEntry entry) {
        return (Striped) entry.layout();
    }

    @Test
    void stripedDirectory_isTheSameByAttributeTextAndYaml() throws Exception {
        byte[] attribute = Capture.attribute("06-layout/xattrs", "d_striped", "trusted.lmv");
        Striped read = (Striped) DirectoryLayoutAttribute.decode(attribute);
        Striped text = striped(parse("d_striped").get(0));

        assertThat(read.stripes())
                .extracting(Stripe::fid)
                .isEqualTo(text.stripes().stream().map(Stripe::fid).toList());
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("magic", "migration", "stripes")
                .isEqualTo(text);
        assertThat(text.stripes())
                .containsExactly(
                        new Stripe(0, new Fid(0x200000400L, 5, 0)), new Stripe(1, new Fid(0x240000401L, 5, 0)));
        assertThat(text.hash()).hasToString("fnv_1a_64");
        assertThat(parse("y-d_striped").get(0).layout()).isEqualTo(text);
        DirectoryEntry detailed = parse("v-d_striped").get(0);
        assertThat(striped(detailed).magic()).isEqualTo(Striped.MAGIC).isEqualTo(read.magic());
        assertThat(detailed.fid()).contains(new Fid(0x200000402L, 0x1d, 0));
        assertThat(read.migration().layoutVersion()).isEqualTo(1);
        assertThat(DirectoryLayoutAttribute.encode(read)).isEqualTo(attribute);
    }

    @Test
    void directoryOnOneMdt_hasNoStripes() throws Exception {
        DirectoryEntry yaml = parse("y-d_mdt1").get(0);

        assertThat(yaml.fid()).contains(new Fid(0x240000402L, 0x18, 0));
        assertThat(striped(yaml).mdtIndex()).isEqualTo(1);
        assertThat(striped(yaml).stripes()).isEmpty();
        assertThat(striped(yaml).hash()).hasToString("none");
        assertThat(parse("v-d_default").get(0).fid()).contains(new Fid(0x200000402L, 0x1b, 0));
        assertThat(parse("y-d_default").get(0).fid()).contains(new Fid(0x200000402L, 0x1b, 0));
    }

    @Test
    void tree_hasAnEntryForEachDirectory() throws Exception {
        List<DirectoryEntry> tree = parse("r");

        assertThat(tree)
                .extracting(DirectoryEntry::path)
                .containsExactly(
                        "/mnt/scratch/lay",
                        "/mnt/scratch/lay/d_default",
                        "/mnt/scratch/lay/d_pfl",
                        "/mnt/scratch/lay/d_mdt1",
                        "/mnt/scratch/lay/d_striped",
                        "/mnt/scratch/lay/d_set");
        assertThat(tree).extracting(e -> striped(e).mdtIndex()).containsExactly(1, 0, 0, 1, 0, 1);
        assertThat(tree).extracting(e -> striped(e).stripes().size()).containsExactly(0, 0, 0, 0, 2, 0);
    }

    @Test
    void defaults_tellHowDeepTheyReach() throws Exception {
        List<DirectoryEntry> defaults = LfsGetdirstripe.parseDefault(Capture.out("06-layout/getdirstripe-D-d_default"));

        assertThat(defaults).hasSize(1);
        assertThat(defaults.get(0).layout()).isEqualTo(new Default(2, -1, new DirectoryHash(0), 0, 3, 0, ""));
        assertThat(LfsGetdirstripe.parseDefault(Capture.out("06-layout/getdirstripe-D-d_mdt1"))
                        .get(0)
                        .layout())
                .isEqualTo(new Default(0, 1, new DirectoryHash(0), 0, -1, 0, ""));
    }

    @Test
    void movedDirectory_isFixedWithOneStripe() throws Exception {
        Striped moved = striped(
                LfsGetdirstripe.parse(Capture.out("06-layout/migrate-m")).get(0));

        assertThat(moved.hash().fixed()).isTrue();
        assertThat(moved.hash().migrating()).isFalse();
        assertThat(moved.hash()).hasToString("fnv_1a_64,fixed");
        assertThat(moved.stripes()).containsExactly(new Stripe(0, new Fid(0x200000400L, 6, 0)));
    }
}
