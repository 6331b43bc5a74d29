// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NidTest {
    private static Nid nid(String text) {
        return Nid.parse(text).orElseThrow(() -> new AssertionError(text));
    }

    @Test
    void toString_ofWhatLustrePrints_isTheSame() {
        for (String text : List.of(
                "10.10.0.1@tcp",
                "0@lo",
                "192.168.0.115@o2ib",
                "172.16.0.25@tcp1",
                "255.255.255.255@o2ib65535",
                "4294967295@gni",
                "17@kfi3",
                "10.0.0.1@gip",
                "0@<0:0>",
                "deadbeef@<99:7>",
                "1:2:3:4@<99:7>",
                "2001:db8::1@tcp",
                "::@tcp",
                "::1@tcp",
                "fe80::a:b:0:1@tcp2",
                "1:0:0:2::3@tcp",
                "1:2:3:4:5:6:7:8@tcp",
                "1:0:3:4:5:6:7:8@tcp",
                "::ffff:10.0.0.1@tcp",
                "<?>")) {
            assertThat(nid(text)).as(text).hasToString(text);
        }
    }

    @Test
    void parse_ofOtherSpellings_isTheSameNid() {
        assertThat(nid("10.0.0.1@tcp0")).isEqualTo(nid("10.0.0.1@tcp"));
        assertThat(nid("0x11@kfi")).isEqualTo(nid("17@kfi"));
        assertThat(nid("2001:DB8:0:0:0:0:0:1@tcp")).isEqualTo(nid("2001:db8::1@tcp"));
    }

    @Test
    void parse_ofAnythingElse_isEmpty() {
        for (String text : List.of(
                "",
                "@",
                "10.0.0.1",
                "10.0.0.1@",
                "@tcp",
                "10.0.0.256@tcp",
                "10.0.0@tcp",
                "10.0.0.1.2@tcp",
                "10.0.0.1@tcp65536",
                "10.0.0.1@tcp-1",
                "10.0.0.1@udp",
                "10.0.0.1@tcpx",
                "10.0.0.1@TCP",
                "0@lo1",
                "4294967296@gni",
                "10.0.0.1@kfi",
                "host@tcp",
                "1::2::3@tcp",
                "12345::@tcp",
                "fe80::1%eth0@tcp",
                ":@tcp",
                "1:2:3:4:5@<99:7>",
                "1@<65536:0>",
                "10.0.0.1@tcp\n",
                "10.0.0.1@tcp@tcp")) {
            assertThat(Nid.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void parseList_ofOneNodesNids_isAllOrNone() {
        assertThat(Nid.parseList("10.0.0.1@tcp, 10.1.0.1@o2ib"))
                .contains(List.of(nid("10.0.0.1@tcp"), nid("10.1.0.1@o2ib")));
        assertThat(Nid.parseList("10.0.0.1@tcp,")).isEmpty();
        assertThat(Nid.parseList("")).isEmpty();
    }

    @Test
    void toLong_isLnetNidT() {
        assertThat(nid("10.10.0.2@tcp1").toLong()).hasValue(0x000200010a0a0002L);
        assertThat(nid("0@lo").toLong()).hasValue(0x0009000000000000L);
        assertThat(Nid.ofLong(0x000500000a490d01L)).hasToString("10.73.13.1@o2ib");
        assertThat(Nid.ofLong(0)).hasToString("0@<0:0>");
        assertThat(Nid.ofLong(-1)).isEqualTo(Nid.ANY);
        assertThat(Nid.ANY.toLong()).hasValue(-1);
        assertThat(nid("::1@tcp").toLong()).isEmpty();
    }

    @Test
    void read_ofStructLnetNid_isTheNid() {
        assertThat(read("00020001" + "0a0a0002" + "000000000000000000000000")).hasToString("10.10.0.2@tcp1");
        assertThat(read("0c020000" + "20010db8000000000000000000000001")).hasToString("2001:db8::1@tcp");
        assertThat(read("00ffffff" + "ffffffffffffffffffffffffffffffff")).isEqualTo(Nid.ANY);
        assertThat(Nid.read(ByteBuffer.wrap(HexFormat.of().parseHex("0d020000" + "00".repeat(16)))))
                .isEmpty();
    }

    private static Nid read(String hex) {
        return Nid.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex))).orElseThrow();
    }

    @Test
    void of_anAddressOfAnotherLength_isRefused() {
        for (int length : new int[] {0, 3, 5, 20}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Nid.of(LnetNetwork.TCP, new byte[length]));
        }
    }

    @Test
    void everyForm_ofAnyNid_readsBackAsTheSame() {
        Random random = new Random(4);
        int[] types = {2, 5, 9, 13, 14, 15, 16, 17, 0, 99};
        for (int i = 0; i < 20_000; i++) {
            int type = types[random.nextInt(types.length)];
            LnetNetwork network = new LnetNetwork(type, type == 9 ? 0 : random.nextInt(0x10000));
            boolean large = random.nextBoolean() && (type == 2 || type == 5 || type == 99);
            Nid nid = Nid.of(network, address(random, large ? 16 : 4));

            assertThat(Nid.parse(nid.toString())).contains(nid);
            ByteBuffer struct = ByteBuffer.allocate(Nid.STRUCT_BYTES);
            nid.write(struct);
            assertThat(Nid.read(struct.flip())).contains(nid);
            nid.toLong().ifPresent(bits -> assertThat(Nid.ofLong(bits)).isEqualTo(nid));
        }
    }

    /** Half of the bytes are zero, so that runs of zeros are as common as they are in real addresses. */
    private static byte[] address(Random random, int length) {
        byte[] address = new byte[length];
        for (int i = 0; i < length; i++) {
            address[i] = random.nextInt(3) == 0 ? (byte) random.nextInt(256) : 0;
        }
        return address;
    }

    @Test
    void compareTo_sortsByNetworkThenAddress() {
        assertThat(List.of(
                        nid("9.0.0.1@tcp"),
                        nid("10.0.0.1@tcp"),
                        nid("200.0.0.1@tcp"),
                        nid("::1@tcp"),
                        nid("1.0.0.1@tcp1"),
                        nid("1.0.0.1@o2ib")))
                .isSorted();
    }
}
