// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.posix.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final NamesWriter writer = new NamesWriter(out);

    @Test
    void names_ofAnyBytes_leaveAsTheirBytes() throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);

        writer.write(Names.decode(bytes));
        writer.flush();

        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void pairOfSurrogates_writtenInHalves_staysOneCharacter() throws IOException {
        for (char half : "a\uD83D\uDC20b".toCharArray()) {
            writer.write(half);
            writer.flush();
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\uD83D\uDC20b");
    }

    @Test
    void loneSurrogate_thatIsNoByte_leavesAsQuestionMark() throws IOException {
        writer.write("a\uDBFF\udfff-\uDC01\uDCFF");
        writer.flush();

        assertThat(out.toString(StandardCharsets.ISO_8859_1)).endsWith("-?\u00ff");
    }

    @Test
    void nothing_isWrittenBeforeTheBufferIsFull() {
        PrintWriter text = new PrintWriter(writer, false);

        text.println("short");
        assertThat(out.size()).isZero();

        text.print("x".repeat(9000));
        assertThat(out.size()).isEqualTo(9006);
    }
}
