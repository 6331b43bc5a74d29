// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FidTest {
    @Test
    void parse_ofWhatToStringPrints_isTheSameFid() {
        for (Fid fid : new Fid[] {new Fid(0x200000401L, 1, 0), new Fid(-1, -1, -1), new Fid(0, 0, 0)}) {
            assertThat(Fid.parse(fid.toString())).contains(fid);
        }
        assertThat(new Fid(0x200000401L, 0x1f, 0).toString()).isEqualTo("[0x200000401:0x1f:0x0]");
    }

    @Test
    void parse_withoutBrackets_isAccepted() {
        assertThat(Fid.parse("0x200000401:0x1:0x0")).contains(new Fid(0x200000401L, 1, 0));
    }

    @Test
    void parse_ofAnythingElse_isEmpty() {
        for (String text : new String[] {
            "",
            "[0x1:0x2]",
            "[0x1:0x2:0x3",
            "0x1:0x2:0x3]",
            "[1:2:3]",
            "[0x1:0x100000000:0x0]",
            "[0x1:0x2:0x3]\n",
            "[-0x1:0x2:0x3]"
        }) {
            assertThat(Fid.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void compareTo_isUnsigned() {
        assertThat(new Fid(-1, 0, 0)).isGreaterThan(new Fid(1, 0, 0));
        assertThat(new Fid(1, -1, 0)).isGreaterThan(new Fid(1, 1, 0));
        assertThat(new Fid(1, 1, -1)).isGreaterThan(new Fid(1, 1, 1));
    }
}
