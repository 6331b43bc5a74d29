// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.caller.Caller;
import coral.core.shell.Invocation;
import coral.core.task.CancelToken;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter err = new StringWriter();
    private long now;

    @Test
    void draw_moreThanFiveTimesASecond_isLeftOut() {
        ProgressBar bar = bar(new Invocation.Terminal(80, 24));

        bar.draw(0, 4, 0);
        now += Duration.ofMillis(199).toNanos();
        bar.draw(1, 4, 0);
        now += Duration.ofMillis(801).toNanos();
        bar.draw(2, 4, 3 * 1024 * 1024);
        bar.finish(4, 6 * 1024 * 1024);

        assertThat(err.toString())
                .isEqualTo("\r\u001b[K[--------------------] 0/4 files, 0.0 MiB, 0.0 MiB/s"
                        + "\r\u001b[K[##########----------] 2/4 files, 3.0 MiB, 3.0 MiB/s"
                        + "\r\u001b[K4/4 files, 6.0 MiB, 6.0 MiB/s\n");
    }

    @Test
    void draw_withoutTerminal_printsNothing() {
        ProgressBar bar = bar(null);

        bar.draw(0, 4, 0);
        bar.finish(4, 4);

        assertThat(err.toString()).isEmpty();
    }

    private ProgressBar bar(Invocation.@Nullable Terminal terminal) {
        PrintWriter printer = new PrintWriter(err, true);
        Invocation invocation = new Invocation(
                Caller.internal(),
                "/",
                Map.of(),
                terminal,
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                printer,
                printer,
                new CancelToken());
        return new ProgressBar(invocation, true, () -> now);
    }
}
