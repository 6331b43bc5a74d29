// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.lustre.Capture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LayoutMapTest {
    private static final int MIB = 1 << 20;

    private static Placement.Objects striped(long size, int count, int firstObject) {
        List<StripeObject> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(new StripeObject(i % 3, new Fid(0x280000400L, firstObject + i, 0), 0));
        }
        return new Placement.Objects(LovHeader.UNTOLD, LayoutPattern.RAID0, size, 0, "", objects);
    }

    private static FilePlace.InObject object(LayoutMap map, long offset) {
        List<FilePlace> places = map.locate(offset);
        assertThat(places).hasSize(1);
        return (FilePlace.InObject) places.get(0).spot();
    }

    @Test
    void threeStripes_fiveMebibytes_areInTheThirdObjectAtOneMebibyte() {
        LayoutMap map = LayoutMap.of(new PlainLayout(striped(MIB, 3, 1)));

        FilePlace.InObject place = object(map, 5L * MIB);

        assertThat(place.stripe()).isEqualTo(2);
        assertThat(place.offset()).isEqualTo(MIB);
        assertThat(map.extents(new Fid(0x280000400L, 3, 0), 0, 2L * MIB, 10))
                .containsExactly(new FileExtent(2L * MIB, 3L * MIB), new FileExtent(5L * MIB, 6L * MIB));
    }

    @Test
    void recordedCompositeFile_countsOffsetsFromTheFilesBeginning() throws Exception {
        LayoutMap map = LayoutMap.of(LfsGetstripe.parseYaml(Capture.out("06-layout/getstripe-y-pfl_big"))
                .get(0)
                .find()
                .orElseThrow());

        // The second component begins at 1 MiB with stripes of 4 MiB on two objects.
        assertThat(object(map, MIB).object().fid()).isEqualTo(new Fid(0x280000400L, 7, 0));
        assertThat(object(map, MIB).offset()).isEqualTo(MIB);
        assertThat(object(map, 5L * MIB).object().fid()).isEqualTo(new Fid(0x2c0000400L, 6, 0));
        assertThat(object(map, 5L * MIB).offset()).isEqualTo(MIB);
        assertThat(map.extents(new Fid(0x280000400L, 7, 0), 0, 100L * MIB, 10))
                .containsExactly(new FileExtent(MIB, 4L * MIB), new FileExtent(8L * MIB, 12L * MIB));
    }

    @Test
    void mirrorsAndMdt_areAllListed() throws Exception {
        LayoutMap dom = LayoutMap.of(LfsGetstripe.parseYaml(Capture.out("06-layout/getstripe-y-dom"))
                .get(0)
                .find()
                .orElseThrow());
        LayoutMap flr = LayoutMap.of(LfsGetstripe.parse(Capture.out("06-layout/getstripe-v-flr"))
                .get(0)
                .find()
                .orElseThrow());

        assertThat(dom.locate(65535)).extracting(FilePlace::spot).containsExactly(new FilePlace.OnMdt(1, 65535));
        assertThat(dom.locate(65536).get(0).spot()).isInstanceOf(FilePlace.Nowhere.class);
        assertThat(flr.locate(7)).extracting(FilePlace::mirrorId).containsExactly(1, 2);
        assertThat(flr.locate(7)).extracting(FilePlace::stale).containsExactly(false, true);
    }

    @Test
    void layoutWithoutAllComponents_hasNoMap() throws Exception {
        Layout layout = LfsGetstripe.parseYaml(Capture.out("06-layout/getstripe-I2-y"))
                .get(0)
                .find()
                .orElseThrow();

        assertThatThrownBy(() -> LayoutMap.of(layout)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void randomLayouts_mapEachByteToOneOfAnObject_andBack() {
        Random random = new Random(20261124);
        for (int round = 0; round < 300; round++) {
            CompositeLayout layout = RandomLayouts.composite(random);
            LayoutMap map = LayoutMap.of(layout);
            for (int i = 0; i < 50; i++) {
                long offset = random.nextLong(i < 5 ? Long.MAX_VALUE : 1L << 34);
                for (FilePlace place : map.locate(offset)) {
                    FilePlace.InObject spot = (FilePlace.InObject) place.spot();
                    assertThat(map.extents(spot.object().fid(), spot.offset(), 1, 10))
                            .containsExactly(new FileExtent(offset, offset + 1));
                }
            }
        }
    }

    @Test
    void smallRandomLayouts_coverEveryByteOnce() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(9);
            int count = 1 + random.nextInt(6);
            Placement.Objects first = striped(size, count, 100);
            Placement.Objects second = striped(1 + random.nextInt(9), 1 + random.nextInt(6), 200);
            int border = random.nextInt(100);
            LayoutMap map = LayoutMap.of(RandomLayouts.of(
                    RandomLayouts.component(1, new FileExtent(0, border), first),
                    RandomLayouts.component(2, new FileExtent(border, 200), second)));
            int[] seen = new int[200];
            for (Placement.Objects placement : List.of(first, second)) {
                for (StripeObject object : placement.objects()) {
                    for (FileExtent extent : map.extents(object.fid(), 0, 1000, 1000)) {
                        for (long at = extent.start(); at < extent.end(); at++) {
                            seen[(int) at]++;
                        }
                    }
                }
            }
            assertThat(seen).containsOnly(1);
        }
    }

    @Test
    void codeOfErasureCoding_holdsNoBytesOfTheFile() {
        Placement.Objects code = striped(MIB, 2, 1);
        LayoutMap map = LayoutMap.of(RandomLayouts.of(
                new Component(1, new ComponentFlags(0x90), FileExtent.WHOLE, ComponentDetail.NONE, code),
                RandomLayouts.component(2, FileExtent.WHOLE, striped(MIB, 1, 9))));

        assertThat(map.locate(5)).extracting(FilePlace::componentId).containsExactly(2);
        assertThat(map.extents(new Fid(0x280000400L, 1, 0), 0, 10, 10)).isEmpty();
    }

    @Test
    void extents_beyondTheLimit_areRefused() {
        LayoutMap map = LayoutMap.of(new PlainLayout(striped(1, 2, 1)));

        assertThatThrownBy(() -> map.extents(new Fid(0x280000400L, 1, 0), 0, Long.MAX_VALUE, 1000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneObject_isOnePiece_howeverLarge() {
        LayoutMap map = LayoutMap.of(new PlainLayout(striped(65536, 1, 1)));

        assertThat(map.extents(new Fid(0x280000400L, 1, 0), 5, Long.MAX_VALUE - 5, 1))
                .containsExactly(new FileExtent(5, Long.MAX_VALUE));
    }

    @Test
    void fileEnd_isThatOfTheLastByteInTheObject() {
        LayoutMap map = LayoutMap.of(new PlainLayout(striped(MIB, 3, 1)));
        Random random = new Random(3);

        assertThat(map.fileEnd(0, 0, 0)).isZero();
        assertThat(map.fileEnd(0, 1, MIB)).isEqualTo(2L * MIB);
        for (int i = 0; i < 1000; i++) {
            long size = 1 + random.nextLong(1L << 40);
            FilePlace.InObject last = object(map, size - 1);
            assertThat(map.fileEnd(0, last.stripe(), last.offset() + 1)).isEqualTo(size);
        }
    }
}
