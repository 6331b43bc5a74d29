// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.caller.Caller;
import coral.core.metrics.Metric;
import coral.core.metrics.Sample;
import coral.hsm.filesystem.Order;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.coordinator.RequiresRoot;
import coral.hsm.local.internal.registry.Registry;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RequiresRoot
@Timeout(60)
class LocalWatchTest {
    @TempDir
    private Path temp;

    private Registry registry;

    @BeforeEach
    void open() throws Exception {
        registry = registry();
        Path tree = Files.createDirectories(temp.resolve("a"));
        registry.add(Caller.internal(), tree.toString(), Optional.empty(), false);
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
    }

    private Registry registry() {
        return new Registry(temp.resolve("data"), Clock.systemUTC(), new Registry.Listener() {
            @Override
            public void opened(LocalFileSystem fileSystem) {}

            @Override
            public void closing(LocalFileSystem fileSystem) {}
        });
    }

    private void askForAnArchive() throws Exception {
        Path file = Files.writeString(temp.resolve("a/file"), "content");
        LocalFileSystem fileSystem = Objects.requireNonNull(registry.get("a").fileSystem());
        var fid = fileSystem
                .find(Caller.internal(), file.toString())
                .orElseThrow()
                .fid();
        fileSystem
                .requests()
                .submit(
                        Caller.internal(),
                        new Order(HsmAction.ARCHIVE, List.of(fid), new ArchiveId(1), Blob.EMPTY, false));
    }

    private Map<String, String> label(String... further) {
        return further.length == 0
                ? Map.of("filesystem", "a")
                : Map.of("filesystem", "a", "action", further[0], "state", further[1]);
    }

    private List<Sample> samples(String name) {
        return new LocalMetrics(registry::list)
                .metrics().stream()
                        .filter(metric -> metric.name().equals(name))
                        .findFirst()
                        .map(Metric::samples)
                        .orElseThrow();
    }

    @Test
    void metrics_breakNoRule_andCountRequestsByActionAndState() throws Exception {
        askForAnArchive();

        assertThat(new LocalMetrics(registry::list).metrics())
                .hasSize(8)
                .allSatisfy(metric -> assertThat(metric.violation()).isEmpty())
                .allSatisfy(metric -> assertThat(metric.name()).startsWith("coral_hsm_local_"));
        assertThat(samples("coral_hsm_local_filesystem_online")).containsExactly(Sample.of(1, label()));
        assertThat(samples("coral_hsm_local_live_requests"))
                .contains(Sample.of(1, label("archive", "waiting")), Sample.of(0, label("restore", "waiting")));
        assertThat(samples("coral_hsm_local_ended_requests_total")).contains(Sample.of(0, label("archive", "succeed")));
        assertThat(((Sample.Amount) samples("coral_hsm_local_journal_size_bytes")
                                .get(0)
                                .value())
                        .amount())
                .isPositive();
    }

    @Test
    void fileSystems_whoseDirectoryIsGone_areCritical_andSayWhy() throws Exception {
        FileSystemsCheck check = new FileSystemsCheck(() -> registry.list());
        assertThat(check.execute().isOk()).isTrue();
        registry.close();
        Files.move(temp.resolve("a"), temp.resolve("elsewhere"));
        registry = registry();

        registry.start();

        assertThat(check.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(text(check.execute())).contains("file system a (", "is offline: CORAL-HSM-");
        assertThat(samples("coral_hsm_local_filesystem_online")).containsExactly(Sample.of(0, label()));
    }

    @Test
    void requests_olderThanConfigured_areWarnedOf() throws Exception {
        askForAnArchive();
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));

        assertThat(new RequestsCheck(registry::list, Duration.ofHours(3), later)
                        .execute()
                        .isOk())
                .isTrue();
        Result old = new RequestsCheck(registry::list, Duration.ofHours(1), later).execute();

        assertThat(old.getStatus()).isEqualTo(Result.Status.WARN);
        assertThat(text(old)).contains("CORAL-HSM-170", "(archive of ", "is waiting since 72", "hsm cancel");
    }

    @Test
    void requests_withAnAgeThatIsNone_areRefused() {
        assertThatThrownBy(() -> new RequestsCheck(List::of, Duration.ZERO, Clock.systemUTC()))
                .hasMessageContaining("CORAL-HSM-171")
                .hasMessageContaining("request.age.seconds=0");
    }

    private static String text(Result result) {
        StringBuilder text = new StringBuilder();
        for (ResultLog.Entry entry : result) {
            text.append(entry.getMessage()).append('\n');
        }
        return text.toString();
    }
}
