// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;

import coral.itests.TestNode.Result;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsoleIT {
    private static TestNode node = TestNode.fresh();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node.close();
        node = TestNode.withProbe();
    }

    @AfterAll
    static void stop() throws IOException {
        node.close();
    }

    /** Types {@code lines} at a console on a terminal of its own; script(1) makes one. */
    private static Result type(String lines) throws IOException, InterruptedException {
        return node.script("{ sleep 1; printf '" + lines + "'; sleep 3; } | script -qec 'coral console' /dev/null");
    }

    /** What was shown, without the terminal's control sequences. */
    private static String plain(Result result) {
        return result.out().replaceAll("\u001b(\\[[?0-9;]*[a-zA-Z]|[=>])", "");
    }

    @Test
    void lines_areRunAsCommands_andFailuresAreShown() throws Exception {
        Result result = type("probe echo a b\\rprobe problem && probe echo never\\rlb -s\\rexit\\r");

        assertThat(result.exit()).isZero();
        assertThat(plain(result)).contains("coral> ", "\na b\r\n", "\nCORAL-PROBE-001", "coral.core");
        assertThat(plain(result)).doesNotContain("\nnever");
    }

    @Test
    void tab_completesCommandsAndOptions() throws Exception {
        assertThat(plain(type("coral sta\\t\\rexit\\r"))).contains("\nready    yes");
    }

    @Test
    void interrupt_cancelsTheCommand_andLeavesTheConsole() throws Exception {
        Result result = node.script(
                "{ sleep 1; printf 'probe sleep\\r'; sleep 2; printf '\\003'; sleep 2; "
                        + "printf 'probe echo still here\\r'; sleep 2; printf '\\004'; } | script -qec 'coral console' /dev/null");

        assertThat(result.exit()).isZero();
        assertThat(plain(result)).contains("sleeping", "coral: cancelled", "\nstill here");
    }

    @Test
    void console_withoutATerminal_isRefused() throws Exception {
        Result result = node.run("coral", "console");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("CORAL-CORE-010", "coral exec");
    }
}
