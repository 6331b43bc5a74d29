// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.lustre.Capture;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that were not recorded are those that liblustreapi.c of 2.17 prints. */
class LfsGetstripeTest {
    private static CompositeLayout composite(String component) throws Exception {
        String text = "f\n  lcm_layout_gen:    3\n  lcm_mirror_count:  1\n  lcm_entry_count:   1\n"
                + "    lcme_id:             1\n    lcme_mirror_id:      0\n" + component + "\n";
        return (CompositeLayout) LfsGetstripe.parse(text).get(0).find().orElseThrow();
    }

    private static final String EXTENT = "    lcme_extent.e_start: 1048576\n    lcme_extent.e_end:   EOF\n";

    private static Placement striping(CompositeLayout layout) {
        return layout.components().get(0).placement();
    }

    @Test
    void extension_hasItsSizeInBytes() throws Exception {
        CompositeLayout layout = composite("    lcme_flags:          extension\n" + EXTENT
                + "      lmm_stripe_count:  0\n      lmm_extension_size: 67108864\n      lmm_pattern:       raid0\n"
                + "      lmm_layout_gen:    0\n      lmm_stripe_offset: -1\n");

        assertThat(striping(layout))
                .isEqualTo(new Placement.Extension(LovHeader.UNTOLD, LayoutPattern.RAID0, 67108864, 0, -1, ""));
    }

    @Test
    void codeOfErasureCoding_isRecognised() throws Exception {
        CompositeLayout layout = composite("    lcme_flags:          init,parity\n"
                + "    lcme_mirror_link_id: 0x3\n"
                + "    lcme_dstripe_count:  4\n    lcme_cstripe_count:  2\n"
                + EXTENT
                + "      lmm_stripe_count:  1\n      lmm_stripe_size:   4194304\n"
                + "      lmm_pattern:       raid0,parity\n      lmm_layout_gen:    0\n      lmm_stripe_offset: 0\n"
                + "      lmm_objects:\n      -   0: { l_ost_idx:   0, l_fid: [0x280000400:0xa:0x0] }\n");
        Component component = layout.components().get(0);

        assertThat(component.flags().parity()).isTrue();
        assertThat(component.detail().dataStripes()).isEqualTo(4);
        assertThat(component.detail().codeStripes()).isEqualTo(2);
        assertThat(component.detail().linkId()).isEqualTo(3);
        assertThat(((Placement.Striping) component.placement()).pattern().parity())
                .isTrue();
    }

    @Test
    void compressedAndUnsynchronizedComponent_isRecognised() throws Exception {
        CompositeLayout layout = composite("    lcme_flags:          nosync,compress,0x800\n"
                + "    lcme_timestamp:      '2026-11-22T11:38:00+0000'\n" + EXTENT
                + "      lmm_stripe_count:  -1\n      lmm_stripe_size:   4194304\n"
                + "      lmm_pattern:       raid0,compress\n      lmm_layout_gen:    0\n"
                + "      lmm_stripe_offset: -1\n      lmm_pool:          flash\n");
        Component component = layout.components().get(0);

        assertThat(component.flags().bits()).isEqualTo(0x920);
        assertThat(component.detail().timeSeconds()).isEqualTo(1795347480L);
        assertThat(striping(layout))
                .isEqualTo(new Placement.Template(
                        LovHeader.UNTOLD, new LayoutPattern(0x801), 4194304, -1, -1, "flash", List.of()));
    }

    @Test
    void copyInAnArchive_isRecognised() throws Exception {
        CompositeLayout layout = composite("    lcme_flags:          init\n" + EXTENT
                + "      lhm_magic:         0x0BD70BD0\n      lhm_pattern:       foreign\n"
                + "      lhm_length:        56\n      lhm_type:          0x00000001 (posix)\n"
                + "      lhm_flags:         exists,archived,0x9\n      lhm_archive_id:    2\n"
                + "      lhm_archive_ver:   77\n      lhm_archive_uuid:  'a b'\n");

        assertThat(striping(layout)).isEqualTo(new Placement.HsmCopy(1, 9, 2, 77, "a b"));
    }

    @Test
    void foreignFile_hasItsValue() throws Exception {
        String text = """
                f
                lfm_magic:         0x0BD70BD0
                lfm_length:          9
                lfm_type:          0x0000DA05 (symlink)
                lfm_flags:          0x00000001
                lfm_value:     'pool/a: b'

                """;

        assertThat(LfsGetstripe.parse(text).get(0).find())
                .contains(new PlainLayout(new Placement.Foreign(0xda05, 1, 9, "pool/a: b")));
        assertThat(LfsGetstripe.parse("f\nlfm_value:     'x'\n\n").get(0).find())
                .contains(new PlainLayout(new Placement.Foreign(-1, 0, 1, "x")));
    }

    @Test
    void oldObject_getsAnIdifFid() throws Exception {
        String text = Capture.out("06-layout/getstripe-one_ost1").replace("   0x2c0000400", "             0");

        Placement.Objects objects = (Placement.Objects)
                ((PlainLayout) LfsGetstripe.parse(text).get(0).find().orElseThrow()).placement();

        assertThat(objects.objects()).containsExactly(new StripeObject(1, new Fid(0x100010000L, 4, 0), 0));
    }

    @Test
    void namesOfAllBytes_stayWhatTheyAre() throws Exception {
        String text = Capture.out("06-layout/getstripe-two");
        String name = Names.decode(new byte[] {'a', '\n', ' ', (byte) 0xff, '\n', '\n', 'b'});

        List<LayoutEntry> entries = LfsGetstripe.parse(name + text.substring("two".length()));

        assertThat(entries).extracting(LayoutEntry::path).containsExactly(name);
    }

    @Test
    void patternOfWhichLfsHasLostKnownBits_isRefused() {
        String text = Capture.out("06-layout/getstripe-two").replace("raid0", ",unknown_1000");

        assertThatThrownBy(() -> LfsGetstripe.parse(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CORAL-LUSTRE-202");
    }

    @Test
    void objectsThatContradict_areRefused() {
        String text = Capture.out("06-layout/getstripe-two");

        for (String wrong : List.of(
                "    lcme_id:             1\n    lcme_flags:          init\n\n",
                text + "    lcme_id:             1\n\n",
                "lmm_pool:          fast\n\n",
                text.replace("lmm_stripe_count:  2", "lmm_stripe_count:  3"),
                text.replace("lmm_stripe_offset: 0", "lmm_stripe_offset: 1"),
                text.replace("          0x4", "          0x5"),
                text.replace("lmm_layout_gen", "lmm_layout_gem"),
                text.replace("4194304", "41943040000"))) {
            assertThatThrownBy(() -> LfsGetstripe.parse(wrong)).as(wrong).isInstanceOf(ProblemException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getstripe-two",
                "getstripe-v-pooled",
                "getstripe-v-flr",
                "getstripe-pfl_big",
                "getstripe-dom",
                "getstripe-d_pfl",
                "getstripe-v-d_striped"
            })
    void cutText_isRefused_orSaysThatSomethingIsMissing(String name) throws Exception {
        String text = Capture.out("06-layout/" + name);
        List<LayoutEntry> whole = LfsGetstripe.parse(text);
        for (int length = 1; length < text.length(); length++) {
            try {
                List<LayoutEntry> cut = LfsGetstripe.parse(text.substring(0, length));
                assertPart(cut, whole);
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("CORAL-LUSTRE-202");
            }
        }
    }

    /** All entries are true; the last may lack components, and says so. */
    private static void assertPart(List<LayoutEntry> cut, List<LayoutEntry> whole) {
        int last = cut.size() - 1;
        assertThat(cut.subList(0, last)).isEqualTo(whole.subList(0, last));
        if (cut.get(last).layout() instanceof CompositeLayout part && !part.complete()) {
            CompositeLayout all = (CompositeLayout) whole.get(last).find().orElseThrow();
            assertThat(part.components())
                    .isEqualTo(all.components().subList(0, part.components().size()));
        } else {
            assertThat(cut.get(last)).isEqualTo(whole.get(last));
        }
    }

    @Test
    void damagedText_isRefusedOrRead_butNeverHangs() {
        Random random = new Random(13);
        List<String> names = List.of("getstripe-v-flr", "getstripe-two", "getstripe-y-pfl_big", "getstripe-d_pfl");
        for (int i = 0; i < 1500; i++) {
            String name = names.get(random.nextInt(names.size()));
            String text = Names.decode(Capture.flipped(random, Capture.bytes("06-layout/" + name)));
            try {
                if (name.contains("-y-")) {
                    LfsGetstripe.parseYaml(text);
                } else {
                    LfsGetstripe.parse(text);
                }
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("CORAL-LUSTRE-202");
            }
        }
    }

    @Test
    void garbageWithoutEnd_isRefusedSoon() {
        for (String line :
                List.of("x\n", " ".repeat(60000) + "\r\n", "lmm_pool: " + " ".repeat(60000) + "\r\n", "\n")) {
            String garbage = "name\n" + line.repeat(500_000 / line.length());
            assertThatThrownBy(() -> LfsGetstripe.parse(garbage)).isInstanceOf(ProblemException.class);
            assertThatThrownBy(() -> LfsGetdirstripe.parse(garbage)).isInstanceOf(ProblemException.class);
        }
        assertThatThrownBy(() -> LfsGetstripe.parse("y".repeat(100_000) + "\n"))
                .hasMessageContaining("a line of more than");
    }
}
