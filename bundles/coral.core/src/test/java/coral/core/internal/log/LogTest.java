// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import coral.core.problem.ProblemException;
import coral.core.task.Workers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogTest {
    private static final String TIME = "2026-11-24T10:00:00.000Z ";

    @TempDir
    private Path temp;

    @Test
    void read_goesFromTheOldestFileToTheNewest() throws IOException {
        Files.writeString(temp.resolve("x.2.log"), "1\n2\n");
        Files.writeString(temp.resolve("x.1.log"), "3\n");
        Files.writeString(temp.resolve("x.log"), "4\n5");
        Files.writeString(temp.resolve("y.log"), "no\n");
        List<String> lines = new ArrayList<>();

        new RolledFile(temp, "x").read(lines::add);

        assertThat(lines).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void follow_acrossRotations_missesNothingAndRepeatsNothing() throws Exception {
        Path file = Files.writeString(temp.resolve("x.log"), "before\n");
        List<String> seen = new CopyOnWriteArrayList<>();
        AtomicInteger idle = new AtomicInteger();
        ExecutorService follower = Workers.pool("test-follow", 1, 1);
        try {
            Future<?> following = follower.submit(() -> {
                new RolledFile(temp, "x").follow(seen::add, idle::incrementAndGet);
                return null;
            });
            await().until(() -> idle.get() > 0);
            append(file, "one\nhal");
            append(file, "f\n");
            await().until(() -> seen.size() == 2);
            append(file, "last of it\n");
            Files.move(file, temp.resolve("x.1.log"));
            append(file, "first of next\n");
            await().until(() -> seen.size() == 4);

            assertThat(seen).containsExactly("one", "half", "last of it", "first of next");
            following.cancel(true);
        } finally {
            assertThat(Workers.stop(follower, Duration.ofSeconds(10))).isTrue();
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void filter_letsWholeEventsThrough() {
        List<String> passed = new ArrayList<>();
        LogFilter filter = new LogFilter("WARN", "coral.core", passed::add);
        List.of(
                        "java.lang.X: rest of an event that is not there",
                        TIME + "INFO  c.core.Thing [t] too little",
                        "    at a.B",
                        TIME + "ERROR coral.core.internal.Thing [t] wanted",
                        "    at c.D",
                        TIME + "WARN  c.c.internal.shell.Failures [t] shortened",
                        TIME + "WARN  coral.hsm.Thing [t] another")
                .forEach(filter);

        assertThat(passed)
                .containsExactly(
                        TIME + "ERROR coral.core.internal.Thing [t] wanted",
                        "    at c.D",
                        TIME + "WARN  c.c.internal.shell.Failures [t] shortened");
    }

    @Test
    void since_isATimeOrASpan() throws ProblemException {
        Instant now = Instant.parse("2026-11-24T10:00:00Z");
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);

        assertThat(Since.parse("90s", clock)).isEqualTo(now.minusSeconds(90));
        assertThat(Since.parse("2d", clock)).isEqualTo(now.minusSeconds(172_800));
        assertThat(Since.parse("2026-11-01T00:00:00Z", clock)).isEqualTo("2026-11-01T00:00:00Z");
        assertThatThrownBy(() -> Since.parse("yesterday", clock))
                .hasMessageContaining("CORAL-CORE-064")
                .hasMessageContaining("'yesterday'");
    }

    @Test
    void configuration_isChangedInItsLevelsAlone() throws Exception {
        Path file = Files.writeString(
                temp.resolve("logback.xml"),
                "<configuration><!-- mine --><appender name=\"a\" class=\"b\"><file>${x}</file></appender>"
                        + "<logger name=\"coral\" level=\"info\"/><root level=\"WARN\"><appender-ref ref=\"a\"/></root>"
                        + "</configuration>");
        LogbackFile read = LogbackFile.read(file);
        read.set("coral", Level.DEBUG);
        read.set("other", Level.OFF);
        read.set("ROOT", Level.ERROR);
        Files.write(file, read.bytes());

        assertThat(LogbackFile.read(file).levels())
                .containsOnly(
                        Map.entry("coral", Level.DEBUG), Map.entry("other", Level.OFF), Map.entry("ROOT", Level.ERROR));
        assertThat(file).content().contains("<!-- mine -->", "<file>${x}</file>", "<appender-ref ref=\"a\"/>");
        Files.writeString(file, "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>");
        assertThatThrownBy(() -> LogbackFile.read(file)).hasMessageContaining("CORAL-CORE-062");
    }
}
