// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void decode_ofAnyBytes_encodesBackToThem() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] name = new byte[random.nextInt(12)];
            random.nextBytes(name);

            assertThat(Names.encode(Names.decode(name))).isEqualTo(name);
        }
    }

    @Test
    void decode_ofUtf8_isTheText() {
        assertThat(Names.decode("Zürich 😀\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("Zürich 😀\n");
    }

    @Test
    void decode_ofEncodedSurrogates_staysLossless() {
        byte[] cesu = {(byte) 0xED, (byte) 0xB2, (byte) 0x80};

        assertThat(Names.encode(Names.decode(cesu))).isEqualTo(cesu);
    }

    @Test
    void encode_ofALoneSurrogateThatIsNoByte_isRefused() {
        assertThatThrownBy(() -> Names.encode("a\uD800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U+D800");
    }

    @Test
    void printable_showsControlAndForeignBytesOnOneLine() {
        assertThat(Names.printable(Names.decode(new byte[] {'a', '\n', (byte) 0xFF, 1})))
                .isEqualTo("a\\n\\xff\\x01");
        assertThat(Names.printable("😀")).isEqualTo("😀");
    }
}
