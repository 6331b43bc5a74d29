// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FidSpaceTest {
    @Test
    void of_theSequencesOfLustre_isTheirSpace() {
        assertThat(FidSpace.of(0)).isEqualTo(FidSpace.OST_MDT0);
        assertThat(FidSpace.of(11)).isEqualTo(FidSpace.RESERVED);
        assertThat(FidSpace.of(12)).isEqualTo(FidSpace.IGIF);
        assertThat(FidSpace.of(0xffffffffL)).isEqualTo(FidSpace.IGIF);
        assertThat(FidSpace.of(0x100000000L)).isEqualTo(FidSpace.IDIF);
        assertThat(FidSpace.of(0x1ffffffffL)).isEqualTo(FidSpace.IDIF);
        assertThat(FidSpace.of(0x200000001L)).isEqualTo(FidSpace.LOCAL_FILE);
        assertThat(FidSpace.of(0x200000002L)).isEqualTo(FidSpace.DOT_LUSTRE);
        assertThat(FidSpace.of(0x200000007L)).isEqualTo(FidSpace.ROOT);
        assertThat(FidSpace.of(0x2000003ffL)).isEqualTo(FidSpace.UNUSED);
        assertThat(FidSpace.of(0x200000400L)).isEqualTo(FidSpace.NORMAL);
        assertThat(FidSpace.of(0x240000402L)).isEqualTo(FidSpace.NORMAL);
        assertThat(FidSpace.of(-2)).isEqualTo(FidSpace.NORMAL);
        assertThat(FidSpace.of(-1)).isEqualTo(FidSpace.LOV_DEFAULT);
    }

    @Test
    void values_coverAllSequencesOnce() {
        FidSpace[] spaces = FidSpace.values();
        for (int i = 1; i < spaces.length; i++) {
            assertThat(spaces[i].first()).as("%s", spaces[i]).isEqualTo(spaces[i - 1].last() + 1);
        }
    }

    @Test
    void isRoot_ofTheRecordedRoot_isTrue() {
        assertThat(Fid.ROOT.toString()).isEqualTo("[0x200000007:0x1:0x0]");
        assertThat(Fid.ROOT.space()).isEqualTo(FidSpace.ROOT);
        assertThat(new Fid(0x200000007L, 2, 0)).isNotEqualTo(Fid.ROOT);
    }

    @Test
    void igif_ofAnInode_isFoundAgain() {
        Fid fid = Fid.igif(12, 5);

        assertThat(fid).hasToString("[0xc:0x5:0x0]");
        assertThat(fid.inode()).hasValue(12);
        assertThat(Fid.igif(0xffffffffL, -1).inode()).hasValue(0xffffffffL);
        assertThat(Fid.ROOT.inode()).isEmpty();
    }

    @Test
    void idif_ofAnOstsObject_isFoundAgain() {
        Fid fid = Fid.idif(3, 0x1234_5678_9abcL);

        assertThat(fid).hasToString("[0x100031234:0x56789abc:0x0]");
        assertThat(fid.ostIndex()).hasValue(3);
        assertThat(fid.ostObjectId()).hasValue(0x1234_5678_9abcL);
        assertThat(Fid.ROOT.ostIndex()).isEmpty();
        assertThat(Fid.ROOT.ostObjectId()).isEmpty();
    }

    /** From trusted.lma, trusted.link and trusted.lov of [0x240000402:0x6:0x0] on Lustre 2.17.57. */
    @Test
    void read_ofRecordedXattrs_isTheFid() {
        ByteBuffer lma = hex("000000000000000002040040020000000600000000000000");
        assertThat(FidBytes.read(lma.position(8), ByteOrder.LITTLE_ENDIAN)).hasToString("[0x240000402:0x6:0x0]");
        ByteBuffer link =
                hex("dff1ea110200000045000000000000000000000000000000001700000002400004020000000500000000706c61696e");
        assertThat(FidBytes.read(link.position(26), ByteOrder.BIG_ENDIAN)).hasToString("[0x240000402:0x5:0x0]");
        assertThat(link.position()).isEqualTo(42);
    }

    private static ByteBuffer hex(String text) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(text));
    }

    @Test
    void read_ofWhatWriteWrote_isTheSame_inBothOrders() {
        Random random = new Random(16);
        for (int i = 0; i < 10_000; i++) {
            Fid fid = new Fid(random.nextLong(), random.nextInt(), random.nextInt());
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                ByteBuffer bytes = ByteBuffer.allocate(FidBytes.LENGTH);
                FidBytes.write(fid, bytes, order);
                assertThat(FidBytes.read(bytes.flip(), order)).isEqualTo(fid);
            }
            assertThat(FidSpace.of(fid.sequence())).isNotNull();
        }
    }

    @Test
    void read_ofTooFewBytes_throws() {
        assertThatThrownBy(() -> FidBytes.read(ByteBuffer.allocate(15), ByteOrder.LITTLE_ENDIAN))
                .isInstanceOf(BufferUnderflowException.class);
    }
}
