// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import coral.core.metrics.Metric;
import coral.core.metrics.Sample;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.task.Backoff;
import coral.hsm.agent.internal.archive.ArchiveDraft;
import coral.hsm.agent.internal.archive.ArchiveRegistry;
import coral.hsm.agent.internal.archive.ArchiveStore;
import coral.hsm.agent.internal.archive.MoverTypes;
import coral.hsm.agent.internal.fake.MemorySource;
import coral.hsm.agent.internal.fake.ScriptedType;
import coral.hsm.agent.internal.lane.LaneTerms;
import coral.hsm.agent.internal.node.Agent;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmAction;
import coral.hsm.mover.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentWatchTest {
    @TempDir
    private Path home;

    private final ScriptedType type = new ScriptedType();
    private final MemorySource source = new MemorySource();
    private Agent agent;
    private ArchivesCheck check;

    @BeforeEach
    void startAgent() throws ProblemException {
        MoverTypes types = new MoverTypes();
        agent = new Agent("test", new ArchiveRegistry(new ArchiveStore(home), types), types, AgentWatchTest::quick);
        check = new ArchivesCheck(agent::archives, () -> agent.registry().problem());
        agent.add(type);
        agent.registry().add(new ArchiveDraft(new ArchiveId(1), "fake", 2, Map.of("root", "/x"), false), false);
        agent.start();
        agent.add(source);
    }

    @AfterEach
    void stopAgent() {
        agent.stop();
    }

    private static LaneTerms quick(Runnable changed) {
        Backoff soon = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), 5);
        return new LaneTerms(soon, Duration.ofMillis(50), Duration.ofSeconds(15), threads -> 0, changed);
    }

    private List<Sample> samples(String name) {
        return new AgentMetrics(agent::archives)
                .metrics().stream()
                        .filter(metric -> metric.name().equals(name))
                        .findFirst()
                        .map(Metric::samples)
                        .orElseThrow();
    }

    private double amount(String name, Map<String, String> labels) {
        return samples(name).stream()
                .filter(sample -> sample.labels().equals(labels))
                .mapToDouble(sample -> ((Sample.Amount) sample.value()).amount())
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void metrics_breakNoRule() {
        assertThat(new AgentMetrics(agent::archives).metrics())
                .hasSize(9)
                .allSatisfy(metric -> assertThat(metric.violation()).isEmpty())
                .allSatisfy(metric -> assertThat(metric.name()).startsWith("coral_hsm_agent_"));
    }

    @Test
    void metrics_countActionsBytesRetriesErrorsAndDurations() {
        type.mover.failing(Errno.EAGAIN, 2);
        source.give(1, HsmAction.ARCHIVE);
        soon().until(() -> outcome("archive", "done") == 1);
        type.mover.then(action -> new Outcome.Failed(Errno.ENOSPC, "scripted"));
        source.give(2, HsmAction.RESTORE);
        soon().until(() -> outcome("restore", "failed") == 1);

        assertThat(outcome("remove", "done")).isZero();
        assertThat(amount("coral_hsm_agent_action_retries_total", of("archive")))
                .isEqualTo(2);
        assertThat(amount("coral_hsm_agent_moved_bytes_total", of("archive"))).isEqualTo(7);
        assertThat(samples("coral_hsm_agent_action_failures_total"))
                .containsExactly(Sample.of(1, Map.of("archive", "1", "errno", "ENOSPC")));
        Sample durations = samples("coral_hsm_agent_action_duration_seconds").stream()
                .filter(sample -> sample.labels().equals(of("archive")))
                .findFirst()
                .orElseThrow();
        assertThat(((Sample.Distribution) durations.value()).count()).isEqualTo(1);
        soon().until(() -> amount("coral_hsm_agent_active_actions", Map.of("archive", "1")) == 0);
        assertThat(amount("coral_hsm_agent_archive_threads", Map.of("archive", "1")))
                .isEqualTo(2);
    }

    @Test
    void check_ofAnArchiveThatGoesOffline_isCritical_andOkWhenItIsBack() {
        soon().until(() -> check.execute().isOk());
        assertThat(amount("coral_hsm_agent_archive_online", Map.of("archive", "1")))
                .isEqualTo(1);
        type.mover.offline = new Problem("CORAL-FAKE-002", Errno.ENODEV, "no marker", "mount it");

        soon().until(() -> check.execute().getStatus() == Result.Status.CRITICAL);

        assertThat(text()).contains("archive 1 is offline: CORAL-FAKE-002: no marker; mount it");
        assertThat(amount("coral_hsm_agent_archive_online", Map.of("archive", "1")))
                .isZero();
        type.mover.offline = null;
        soon().until(() -> check.execute().isOk());
    }

    @Test
    void check_ofAnArchiveWithoutMover_isCritical() {
        agent.remove(type);

        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(text()).contains("CORAL-HSM-028", "install or start the bundle");
    }

    @Test
    void check_ofAnArchiveWhereAllFails_warnsUntilOneEndsWell() {
        type.mover.failing(Errno.ENOSPC, 10);
        for (int i = 1; i <= 10; i++) {
            source.give(i, HsmAction.ARCHIVE);
        }
        soon().until(() -> check.execute().getStatus() == Result.Status.WARN);
        assertThat(text()).contains("CORAL-HSM-060: the last 10 actions of archive 1 failed", "scripted");

        source.give(11, HsmAction.ARCHIVE);

        soon().until(() -> check.execute().isOk());
    }

    private double outcome(String action, String outcome) {
        return amount("coral_hsm_agent_actions_total", Map.of("archive", "1", "action", action, "outcome", outcome));
    }

    private static Map<String, String> of(String action) {
        return Map.of("archive", "1", "action", action);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (ResultLog.Entry entry : check.execute()) {
            text.append(Objects.requireNonNull(entry.getMessage())).append('\n');
        }
        return text.toString();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5));
    }
}
