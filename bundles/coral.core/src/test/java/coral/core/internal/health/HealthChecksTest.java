// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.internal.health.HealthChecks.Check;
import coral.core.internal.service.NoServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HealthChecksTest {
    @TempDir
    private Path home;

    private final HealthChecks checks = new HealthChecks(NoServices.held(), Duration.ofMillis(300));

    @AfterEach
    void close() {
        checks.close();
    }

    private void add(String name, String tag, Callable<Result> service) {
        checks.add(new Check(name, List.of(tag), name.hashCode(), service));
    }

    private static Result both() {
        ResultLog log = new ResultLog();
        log.add(new ResultLog.Entry(Result.Status.OK, "fine"));
        log.add(new ResultLog.Entry(Result.Status.WARN, "do this next"));
        return new Result(log);
    }

    @Test
    void run_givesEachCheckByName_andOfABadOneOnlyWhatIsBad() throws InterruptedException {
        add("b", "hsm", HealthChecksTest::both);
        add("a", "core", () -> new Result(Result.Status.OK, "all good"));

        List<Checked> found = checks.run("");

        assertThat(found)
                .containsExactly(
                        new Checked("a", List.of("core"), Result.Status.OK, List.of("all good")),
                        new Checked("b", List.of("hsm"), Result.Status.WARN, List.of("do this next")));
        assertThat(Checked.worst(found)).isEqualTo(Result.Status.WARN);
        assertThat(checks.run("hsm")).extracting(Checked::name).containsExactly("b");
        assertThat(checks.run("nonsense")).isEmpty();
        assertThat(checks.tags()).containsExactly("core", "hsm");
    }

    @Test
    void check_thatThrowsOrHangs_isBounded_andOthersAreNotHeldUp() throws InterruptedException {
        add("a", "x", () -> {
            throw new NoClassDefFoundError("gone");
        });
        add("b", "x", () -> {
            new CountDownLatch(1).await();
            return both();
        });
        add("c", "x", () -> new Result(Result.Status.OK, "all good"));

        List<Checked> found = checks.run("");

        assertThat(found)
                .extracting(Checked::status)
                .containsExactly(Result.Status.HEALTH_CHECK_ERROR, Result.Status.CRITICAL, Result.Status.OK);
        assertThat(found.get(0).messages().get(0)).contains("CORAL-CORE-035", "NoClassDefFoundError");
        assertThat(found.get(1).messages().get(0)).contains("CORAL-CORE-036", "300 ms");
    }

    @Test
    void disk_withLessRoomThanConfigured_isWarnedOfOrCritical() throws Exception {
        Files.createDirectory(home.resolve("data"));
        long most = Long.MAX_VALUE >> 20;

        assertThat(new DiskCheck(home.toString(), 0, 0).execute().isOk()).isTrue();
        assertThat(new DiskCheck(home.toString(), most, 0).execute().getStatus())
                .isEqualTo(Result.Status.WARN);
        Result critical = new DiskCheck(home.toString(), most, most).execute();
        assertThat(critical.getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(text(critical)).contains("CORAL-CORE-039: " + home.resolve("data"), "less than", "make room");
    }

    @Test
    void disk_withThresholdsThatAreNone_isRefused() {
        assertThatThrownBy(() -> new DiskCheck("", 1, 2))
                .hasMessageContaining("CORAL-CORE-038")
                .hasMessageContaining("disk.critical.mib=2");
    }

    @Test
    void journal_thatFailed_isCritical() {
        assertThat(new JournalsCheck(List::of).execute().isOk()).isTrue();
        Result failed = new JournalsCheck(() -> List.of(Path.of("/data/x"))).execute();

        assertThat(failed.getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(text(failed)).contains("CORAL-CORE-041: the journal in /data/x", "restart the node");
    }

    private static String text(Result result) {
        StringBuilder text = new StringBuilder();
        for (ResultLog.Entry entry : result) {
            text.append(entry.getMessage()).append('\n');
        }
        return text.toString();
    }
}
