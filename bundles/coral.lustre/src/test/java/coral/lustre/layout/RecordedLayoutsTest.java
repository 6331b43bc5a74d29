// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.Fid;
import coral.lustre.Capture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedLayoutsTest {
    private static Layout attribute(String file) throws Exception {
        return LayoutAttribute.decode(Capture.attribute("06-layout/xattrs", file, "trusted.lov"));
    }

    private static LayoutEntry text(String name) throws Exception {
        List<LayoutEntry> entries = LfsGetstripe.parse(Capture.out("06-layout/" + name));
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static Layout yaml(String name) throws Exception {
        List<LayoutEntry> entries = LfsGetstripe.parseYaml(Capture.out("06-layout/" + name));
        assertThat(entries).hasSize(1);
        return entries.get(0).find().orElseThrow();
    }

    @Test
    void attributesOfLayouts_readAndWritten_areTheSameBytes() throws Exception {
        int layouts = 0;
        for (String name : List.of("06-layout/xattrs", "09-hsm/b-xattr", "09-hsm-failed/b-xattr")) {
            for (Map.Entry<String, byte[]> entry : Capture.attributes(name).entrySet()) {
                if (entry.getKey().endsWith(".lov")) {
                    assertThat(LayoutAttribute.encode(LayoutAttribute.decode(entry.getValue())))
                            .as(entry.getKey())
                            .isEqualTo(entry.getValue());
                    layouts++;
                }
            }
        }
        assertThat(layouts).isEqualTo(16);
    }

    @Test
    void swabbedAttribute_isReadAsTheOther() throws Exception {
        byte[] swabbed = Swab.lov(Capture.attribute("06-layout/xattrs", "plain", "trusted.lov"));

        assertThat(LayoutAttribute.decode(swabbed)).isEqualTo(attribute("plain"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "dom"})
    void layout_isTheSameByAttributeTextAndYaml(String file) throws Exception {
        Layout attribute = Told.byAll(attribute(file));
        String command = file.equals("dom") ? "getstripe-" : "getstripe-v-";

        assertThat(Told.byAll(text(command + file).find().orElseThrow())).isEqualTo(attribute);
        assertThat(Told.byAll(yaml("getstripe-y-" + file))).isEqualTo(attribute);
    }

    @Test
    void layoutOfDirectory_isTheSameByAttributeTextAndYaml() throws Exception {
        Layout attribute = Told.byAll(attribute("d_set"));

        assertThat(text("getstripe-v-d_set")).isEqualTo(new LayoutEntry("d_set", true, false, attribute));
        assertThat(yaml("getstripe-d-y-d_set")).isEqualTo(attribute);
    }

    @Test
    void layoutWithTemplates_isTheSameByAttributeAndYaml() throws Exception {
        List<LayoutEntry> three = LfsGetstripe.parseYaml(Capture.out("06-layout/getstripe-y-multi"));

        assertThat(three).hasSize(3);
        assertThat(Told.byAll(three.get(0).find().orElseThrow())).isEqualTo(Told.byAll(attribute("plain")));
        assertThat(three.get(1).find()).contains(yaml("getstripe-y-two"));
        assertThat(Told.byAll(three.get(2).find().orElseThrow())).isEqualTo(Told.byAll(attribute("pfl")));
    }

    @Test
    void mirroredFile_isTheSameByAttributeAndDetailedText() throws Exception {
        // A resync between the two has counted the generation up.
        CompositeLayout attribute = (CompositeLayout) attribute("flr");
        CompositeLayout text = (CompositeLayout) text("getstripe-v-flr").find().orElseThrow();

        assertThat(Told.byAll(text))
                .usingRecursiveComparison()
                .ignoringFields("generation")
                .isEqualTo(Told.byAll(attribute));
        assertThat(attribute.state()).isEqualTo(MirrorState.WRITE_PENDING).isEqualTo(text.state());
        assertThat(attribute.mirrors())
                .extracting(CompositeLayout.Mirror::stale)
                .containsExactly(false, true);
        assertThat(attribute.mirrors()).extracting(CompositeLayout.Mirror::id).containsExactly(1, 2);
        assertThat(text.magic()).isEqualTo(CompositeLayout.MAGIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "one_ost1", "olist", "overstr", "sparse", "pooled", "pfl_big", "flrpfl", "d_pfl"})
    void layout_isTheSameByTextAndYaml(String file) throws Exception {
        LayoutEntry text = text("getstripe-" + file);

        assertThat(text.path()).isEqualTo(file);
        assertThat(text.find()).contains(yaml("getstripe-y-" + file));
        if (!file.equals("d_pfl")) {
            assertThat(Told.byAll(text("getstripe-v-" + file).find().orElseThrow()))
                    .isEqualTo(Told.byAll(text.find().orElseThrow()));
        }
    }

    @Test
    void overstripedFile_hasTwoObjectsOnEachOst() throws Exception {
        Placement.Objects objects = (Placement.Objects) ((PlainLayout) yaml("getstripe-y-overstr")).placement();

        assertThat(objects.pattern()).isEqualTo(LayoutPattern.OVERSTRIPED);
        assertThat(objects.objects())
                .containsExactly(
                        new StripeObject(1, new Fid(0x2c0000400L, 0xb, 0), 0),
                        new StripeObject(0, new Fid(0x280000400L, 0xc, 0), 0),
                        new StripeObject(1, new Fid(0x2c0000400L, 0xc, 0), 0),
                        new StripeObject(0, new Fid(0x280000400L, 0xd, 0), 0));
    }

    @Test
    void detailedText_tellsOwnerMagicAndPool() throws Exception {
        Placement.Objects objects = (Placement.Objects)
                ((PlainLayout) text("getstripe-v-pooled").find().orElseThrow()).placement();

        assertThat(objects.pool()).isEqualTo("fast");
        assertThat(objects.header().magic()).isEqualTo(LovHeader.V3);
        assertThat(objects.header().owner()).contains(new Fid(0x240000402L, 0xa, 0));
    }

    @Test
    void hexadecimalIndexes_areTheSame() throws Exception {
        assertThat(text("getstripe-hex").find())
                .isEqualTo(text("getstripe-v-two").find());
    }

    @Test
    void componentsThatWereNotPrinted_makeTheLayoutIncomplete() throws Exception {
        CompositeLayout layout = (CompositeLayout) yaml("getstripe-I2-y");

        assertThat(layout.complete()).isFalse();
        assertThat(layout.components()).extracting(Component::id).containsExactly(2);
    }

    @Test
    void directoryWithFiles_hasAnEntryForEach() throws Exception {
        List<LayoutEntry> entries = LfsGetstripe.parse(Capture.out("06-layout/getstripe-v-d_striped"));

        assertThat(entries).extracting(LayoutEntry::path).containsExactly("d_striped", "d_striped/b", "d_striped/a");
        assertThat(entries).extracting(LayoutEntry::inherited).containsExactly(true, false, false);
        assertThat(entries).extracting(LayoutEntry::directory).containsExactly(true, false, false);
        assertThat(LfsGetstripe.parse(Capture.out("05-lfs/getstripe-root"))
                        .get(0)
                        .directory())
                .isTrue();
        assertThat(LfsGetstripe.parseYaml(Capture.out("06-layout/getstripe-y-d_mdt1")))
                .hasSize(2);
        assertThat(LfsGetstripe.parse(Capture.out("06-layout/getstripe-d_mdt1")))
                .hasSize(2);
    }

    @Test
    void symbolicLinkAndFifo_haveNoLayout() throws Exception {
        assertThat(LfsGetstripe.parse(Capture.out("06-layout/getstripe-v-sym")))
                .containsExactly(new LayoutEntry("sym", false, false, null));
        assertThat(LfsGetstripe.parseYaml(Capture.out("06-layout/getstripe-y-fifo")))
                .containsExactly(new LayoutEntry("fifo", false, false, null));
    }

    @Test
    void releasedFiles_haveNoObjects() throws Exception {
        String out = Capture.out("09-hsm/release");
        int from = out.indexOf("f1\nlmm_");
        int until = out.indexOf("1 -rw-r--r--");
        int yaml = out.indexOf("lmm_stripe_count:", out.indexOf("stripe_offset: -1"));

        List<LayoutEntry> entries = LfsGetstripe.parse(out.substring(from, yaml));

        assertThat(entries).extracting(LayoutEntry::path).containsExactly("f1", "st2");
        Layout released = entries.get(0).find().orElseThrow();
        assertThat(released)
                .isEqualTo(new PlainLayout(
                        new Placement.Released(LovHeader.UNTOLD, new LayoutPattern(0x80000001), 4194304, 1, 1, "")));
        assertThat(LfsGetstripe.parseYaml(out.substring(yaml, until)).get(0).find())
                .contains(released);
    }
}
