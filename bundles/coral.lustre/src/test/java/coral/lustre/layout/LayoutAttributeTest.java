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
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutAttributeTest {
    private static final LovHeader V1 = new LovHeader(LovHeader.V1, 6, 0x200000402L);

    private static void comesBack(Layout layout) throws ProblemException {
        assertThat(LayoutAttribute.decode(LayoutAttribute.encode(layout))).isEqualTo(layout);
    }

    @Test
    void everyKindOfPlacement_comesBack() throws Exception {
        LayoutPattern parity = new LayoutPattern(0x5);
        comesBack(RandomLayouts.of(
                RandomLayouts.component(1, new FileExtent(0, 65536), onMdt()),
                RandomLayouts.component(2, new FileExtent(65536, 1 << 20), template(0, List.of())),
                RandomLayouts.component(3, new FileExtent(1 << 20, 1 << 21), extension()),
                new Component(
                        4,
                        new ComponentFlags(0x90 | 0x800),
                        new FileExtent(0, FileExtent.EOF),
                        new ComponentDetail(9, (1L << 48) - 1, 0xffff, 255, 15, 3, 9, 15),
                        RandomLayouts.objects(new Random(1), 1)),
                new Component(
                        5,
                        new ComponentFlags(0x80),
                        FileExtent.WHOLE,
                        ComponentDetail.NONE,
                        new Placement.Template(V1, parity, 1 << 20, 3, -1, "", List.of())),
                RandomLayouts.component(0x20001, FileExtent.WHOLE, new Placement.HsmCopy(1, 9, 2, 77, "uuid")),
                RandomLayouts.component(0x20002, FileExtent.WHOLE, new Placement.Foreign(0xda05, 1, 4, "a\udcffbc"))));
        comesBack(new PlainLayout(new Placement.Released(V1, new LayoutPattern(0x80000001), 4194304, 2, 1, "")));
        comesBack(new PlainLayout(new Placement.Foreign(0xda05, 0, 0, "")));
        comesBack(new PlainLayout(template(LovHeader.SPECIFIC, List.of(3, 1, 4))));
        comesBack(new PlainLayout(template(0, List.of())));
    }

    private static Placement onMdt() {
        return new Placement.OnMdt(V1, LayoutPattern.MDT, 65536, -1, "");
    }

    private static Placement template(int magic, List<Integer> osts) {
        LovHeader header = new LovHeader(magic == 0 ? LovHeader.V3 : magic, 0, 0);
        int count = osts.isEmpty() ? -1 : osts.size();
        return new Placement.Template(header, LayoutPattern.RAID0, 1 << 20, count, -1, "pool", osts);
    }

    private static Placement extension() {
        return new Placement.Extension(V1, LayoutPattern.RAID0, 64L << 20, 1, -1, "");
    }

    @Test
    void randomLayouts_comeBack() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            comesBack(RandomLayouts.composite(random));
        }
    }

    @Test
    void oldObjects_getIdifFids_andAreWrittenAsTheyWere() throws Exception {
        byte[] value = HexFormat.of()
                .parseHex("d00bd10b01000000" + "0600000000000000" + "0204004002000000" + "00004000" + "0100" + "0000"
                        + "0300000001000000" + "0000000000000000" + "00000000" + "05000000");
        Placement.Objects objects = (Placement.Objects) ((PlainLayout) LayoutAttribute.decode(value)).placement();

        assertThat(objects.objects()).containsExactly(new StripeObject(5, new Fid(0x100050001L, 3, 0), 0));
        assertThat(LayoutAttribute.encode(new PlainLayout(objects))).isEqualTo(value);
    }

    @Test
    void unknownBits_areKept() throws Exception {
        byte[] value = Capture.attribute("06-layout/xattrs", "flr", "trusted.lov");
        value[36 + 2] |= (byte) 0x10;
        value[128 + 5] |= (byte) 0x10;
        CompositeLayout layout = (CompositeLayout) LayoutAttribute.decode(value);

        assertThat(layout.components().get(0).flags()).hasToString("init,0x100000");
        assertThat(((Placement.Striping) layout.components().get(0).placement()).pattern())
                .hasToString("raid0,unknown_1000");
        assertThat(LayoutAttribute.encode(layout)).isEqualTo(value);
    }

    @Test
    void cutAttribute_isRefused() {
        for (byte[] value : recorded()) {
            for (int length = 0; length < value.length; length++) {
                byte[] cut = Arrays.copyOf(value, length);
                // What remains of a plain layout without its objects is the one of a directory.
                if (length != 32 && length != 48) {
                    assertThatThrownBy(() -> LayoutAttribute.decode(cut))
                            .isInstanceOf(ProblemException.class)
                            .hasMessageStartingWith("CORAL-LUSTRE-201");
                }
            }
        }
    }

    @Test
    void damagedAttribute_isRefused_orReadAsWhatItSays() {
        Random random = new Random(11);
        for (int i = 0; i < 4000; i++) {
            byte[] damaged = Capture.flipped(
                    random, recorded().get(random.nextInt(recorded().size())));
            try {
                Layout layout = LayoutAttribute.decode(damaged);
                assertThat(LayoutAttribute.decode(LayoutAttribute.encode(layout)))
                        .isEqualTo(layout);
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo("CORAL-LUSTRE-201");
            }
        }
    }

    private static final List<byte[]> RECORDED = List.of(
            Capture.attribute("06-layout/xattrs", "plain", "trusted.lov"),
            Capture.attribute("06-layout/xattrs", "pfl", "trusted.lov"),
            Capture.attribute("06-layout/xattrs", "flr", "trusted.lov"),
            Capture.attribute("06-layout/xattrs", "dom", "trusted.lov"));

    private static List<byte[]> recorded() {
        return RECORDED.stream().map(byte[]::clone).toList();
    }

    @Test
    void layoutThatIsNotAllHere_isNotWritten() {
        CompositeLayout one = new CompositeLayout(
                0,
                1,
                MirrorState.UNTOLD,
                1,
                0,
                2,
                List.of(RandomLayouts.component(1, FileExtent.WHOLE, template(0, List.of()))));

        assertThatThrownBy(() -> LayoutAttribute.encode(one)).isInstanceOf(IllegalArgumentException.class);
    }
}
