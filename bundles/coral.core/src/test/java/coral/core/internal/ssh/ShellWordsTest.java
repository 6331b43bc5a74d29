// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.posix.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    /** What a shell makes of the line that is given to it as its input, each word ended by a NUL. */
    private static byte[] split(String shell, byte[] line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(shell).redirectErrorStream(true).start();
        process.getOutputStream().write("printf '%s\\0' ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        process.getOutputStream().write(line);
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return out;
    }

    private static byte[] joined(List<String> words) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        words.forEach(word -> {
            all.writeBytes(Names.encode(word));
            all.write(0);
        });
        return all.toByteArray();
    }

    @Test
    void line_ofAnyBytes_isSplitIntoTheSameWordsByRealShells() throws Exception {
        Random random = new Random(24);
        List<String> words = new ArrayList<>(List.of(
                "",
                "if",
                "a b",
                "~",
                "*",
                "$HOME",
                "`id`",
                "$(id)",
                "a'b",
                "''",
                "\\",
                "\\'",
                "!x",
                "\n",
                "x\n",
                "#",
                "{a,b}",
                "a=b",
                "-n",
                "%s",
                "\t",
                ";",
                "&",
                "|",
                "<",
                ">",
                "ä",
                "\uDC80\uDCFF"));
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (1 + random.nextInt(255));
            }
            words.add(Names.decode(bytes));
        }
        for (String shell : List.of("sh", "bash")) {
            assertThat(split(shell, ShellWords.bytes(words))).isEqualTo(joined(words));
        }
    }

    @Test
    void localArgv_ofNamesThatAreNoUtf8_arrivesAsItsBytes() throws Exception {
        List<String> words = List.of("printf", "%s", "a\uDCFF'ä\n");

        Process process = new ProcessBuilder(LocalPlace.argv(words)).start();
        try (InputStream out = process.getInputStream()) {
            assertThat(out.readAllBytes()).isEqualTo(Names.encode("a\uDCFF'ä\n"));
        }
    }

    @Test
    void line_leavesPlainWordsAsTheyAre() {
        assertThat(ShellWords.line(List.of("lctl", "get_param", "-n", "osc.*.stats")))
                .isEqualTo("lctl get_param -n 'osc.*.stats'");
    }
}
