// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.Capture;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InodeAttributesTest {
    private static byte[] recorded(String file, String attribute) {
        return Capture.attribute("06-layout/xattrs", file, attribute);
    }

    @Test
    void lma_tellsFidAndFlags() throws Exception {
        InodeAttributes plain = InodeAttributes.decode(recorded("plain", "trusted.lma"));
        InodeAttributes striped = InodeAttributes.decode(recorded("d_striped", "trusted.lma"));

        assertThat(plain).isEqualTo(new InodeAttributes(0, 0, new Fid(0x240000402L, 6, 0)));
        assertThat(striped.striped()).isTrue();
        assertThat(striped.remoteParent()).isTrue();
        assertThat(striped.orphan()).isFalse();
        assertThat(striped.unknownIncompat()).isZero();
    }

    @Test
    void link_tellsAllNames() throws Exception {
        LinkNames names = LinkNames.decode(recorded("plain", "trusted.link"));
        Fid parent = new Fid(0x240000402L, 5, 0);

        assertThat(names.links())
                .containsExactly(new LinkNames.Link(parent, "plain"), new LinkNames.Link(parent, "hard"));
        assertThat(names.overflowSeconds()).isZero();
    }

    @Test
    void recordedAttributes_areWrittenAsTheyWere() throws Exception {
        for (Map.Entry<String, byte[]> entry :
                Capture.attributes("06-layout/xattrs").entrySet()) {
            if (entry.getKey().endsWith("trusted.lma")) {
                assertThat(InodeAttributes.decode(entry.getValue()).encode()).isEqualTo(entry.getValue());
            } else if (entry.getKey().endsWith("trusted.link")) {
                assertThat(LinkNames.decode(entry.getValue()).encode()).isEqualTo(entry.getValue());
            }
        }
    }

    @Test
    void parentOfObject_isReadInAllItsAges() throws Exception {
        byte[] newest = HexFormat.of()
                .parseHex("0204004002000000" + "0c000000" + "01000000" + "00001000" + "02000000" + "0000100000000000"
                        + "ffffffffffffffff" + "02000000" + "03000000" + "01000000");
        Fid file = new Fid(0x240000402L, 0xc, 0);
        ObjectParent.Striping striping = new ObjectParent.Striping(1 << 20, 2, new FileExtent(1 << 20, -1), 2);

        ObjectParent read = ObjectParent.decode(newest);

        assertThat(read).isEqualTo(new ObjectParent(file, 1, striping, 3, 1));
        assertThat(read.encode()).isEqualTo(newest);
        assertThat(ObjectParent.decode(Arrays.copyOf(newest, 44))).isEqualTo(new ObjectParent(file, 1, striping, 0, 0));
        for (int old : new int[] {16, 32}) {
            assertThat(ObjectParent.decode(Arrays.copyOf(newest, old)))
                    .isEqualTo(new ObjectParent(file, 1, ObjectParent.Striping.UNTOLD, 0, 0));
        }
    }

    @Test
    void directoryLayouts_comeBack() throws Exception {
        DirectoryHash migrating = new DirectoryHash(0x80000002);
        for (DirectoryLayout layout : List.of(
                new DirectoryLayout.Default(-1, -1, new DirectoryHash(3), 0, -1, 0, "p"),
                new DirectoryLayout.Default(2, 1, new DirectoryHash(0), 0, 0, -1, ""),
                new DirectoryLayout.Foreign(0xda05, 1, "v\udc80"),
                new DirectoryLayout.Striped(
                        DirectoryLayout.Striped.MAGIC,
                        1,
                        0,
                        migrating,
                        new DirectoryLayout.Migration(3, 1, new DirectoryHash(2)),
                        "",
                        List.of(new DirectoryLayout.Stripe(-1, new Fid(0x200000400L, 5, 0)))),
                new DirectoryLayout.Striped(
                        DirectoryLayout.Striped.SLAVE_MAGIC,
                        4,
                        2,
                        migrating,
                        DirectoryLayout.Migration.UNTOLD,
                        "",
                        List.of()))) {
            assertThat(DirectoryLayoutAttribute.decode(DirectoryLayoutAttribute.encode(layout)))
                    .isEqualTo(layout);
        }
        assertThat(migrating.migrating()).isTrue();
    }

    @Test
    void hash_isReadAsItIsPrinted() {
        for (String text :
                List.of("none", "crush2,fixed", "fnv_1a_64,overstriped,migrating,bad_type,lost_lmv", "0x9")) {
            assertThat(DirectoryHash.parse(text).orElseThrow()).hasToString(text);
        }
        assertThat(DirectoryHash.parse("none,unknown_40000000").orElseThrow().bits())
                .isEqualTo(0x40000000);
        assertThat(DirectoryHash.parse("fnv,fixed")).isEmpty();
        assertThat(DirectoryHash.parse("none,")).isEmpty();
    }

    @Test
    void damagedAttributes_areRefused_orReadAsWhatTheySay() {
        Random random = new Random(17);
        List<String> names = List.of("plain trusted.link", "plain trusted.lma", "d_striped trusted.lmv");
        Map<String, byte[]> attributes = Capture.attributes("06-layout/xattrs");
        for (int i = 0; i < 3000; i++) {
            String name = names.get(random.nextInt(names.size()));
            byte[] damaged = Capture.flipped(random, attributes.get(name));
            byte[] value = random.nextBoolean() ? damaged : Arrays.copyOf(damaged, random.nextInt(damaged.length));
            try {
                if (name.endsWith("link")) {
                    assertThat(LinkNames.decode(LinkNames.decode(value).encode()))
                            .isEqualTo(LinkNames.decode(value));
                } else if (name.endsWith("lma")) {
                    InodeAttributes.decode(value);
                } else {
                    DirectoryLayout layout = DirectoryLayoutAttribute.decode(value);
                    assertThat(DirectoryLayoutAttribute.decode(DirectoryLayoutAttribute.encode(layout)))
                            .isEqualTo(layout);
                }
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("CORAL-LUSTRE-201");
            }
        }
    }

    @Test
    void cutAttributes_areRefused() {
        byte[] link = recorded("plain", "trusted.link");
        byte[] lmv = recorded("d_striped", "trusted.lmv");
        for (int length = 0; length < link.length; length++) {
            byte[] cut = Arrays.copyOf(link, length);
            assertThatThrownBy(() -> LinkNames.decode(cut)).isInstanceOf(ProblemException.class);
        }
        for (int length = 0; length < lmv.length; length++) {
            byte[] cut = Arrays.copyOf(lmv, length);
            assertThatThrownBy(() -> DirectoryLayoutAttribute.decode(cut)).isInstanceOf(ProblemException.class);
        }
    }
}
