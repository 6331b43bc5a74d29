// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.watch;

import coral.core.metrics.Metric;
import coral.core.metrics.MetricSource;
import coral.core.metrics.Sample;
import coral.core.metrics.Unit;
import coral.hsm.local.internal.LocalHsm;
import coral.hsm.local.internal.catalogue.Totals;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.registry.OpenFileSystem;
import coral.hsm.model.HsmAction;
import coral.hsm.model.RequestStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How each file system fares, as metrics. */
@Component
public final class LocalMetrics implements MetricSource {
    private static final List<HsmAction> ACTIONS = List.of(HsmAction.ARCHIVE, HsmAction.RESTORE, HsmAction.REMOVE);
    private static final List<RequestStatus> LIVE = List.of(RequestStatus.WAITING, RequestStatus.STARTED);
    private static final List<RequestStatus> ENDED =
            List.of(RequestStatus.SUCCEED, RequestStatus.FAILED, RequestStatus.CANCELED);

    private final Supplier<List<OpenFileSystem>> fileSystems;

    /** Made by the component runtime. */
    @Activate
    public LocalMetrics(@Reference LocalHsm hsm) {
        this(() -> hsm.registry().list());
    }

    LocalMetrics(Supplier<List<OpenFileSystem>> fileSystems) {
        this.fileSystems = fileSystems;
    }

    /** One that is open, looked at once, so that its numbers belong together. */
    private record Looked(String name, Totals totals, long journalBytes) {}

    @Override
    public List<Metric> metrics() {
        List<OpenFileSystem> all = fileSystems.get();
        List<Looked> open = new ArrayList<>();
        all.forEach(one -> {
            LocalFileSystem fileSystem = one.fileSystem();
            if (fileSystem != null) {
                open.add(new Looked(fileSystem.name(), fileSystem.totals(), fileSystem.journalBytes()));
            }
        });
        return Stream.concat(Stream.of(online(all)), Stream.concat(requests(open), held(open)))
                .toList();
    }

    private static Metric online(List<OpenFileSystem> all) {
        return Metric.gauge(
                "coral_hsm_local_filesystem_online",
                Unit.FLAG,
                "Whether a file system can be used.",
                all.stream()
                        .map(one -> Sample.of(
                                one.fileSystem() == null ? 0L : 1L,
                                Map.of("filesystem", one.registration().name())))
                        .toList());
    }

    private static Stream<Metric> requests(List<Looked> open) {
        return Stream.of(
                Metric.gauge(
                        "coral_hsm_local_live_requests",
                        Unit.COUNT,
                        "Requests that have not ended, by action and state.",
                        byAction(open, LIVE)),
                Metric.counter(
                        "coral_hsm_local_ended_requests_total",
                        Unit.COUNT,
                        "Requests that ended, by action and state.",
                        byAction(open, ENDED)));
    }

    private static Stream<Metric> held(List<Looked> open) {
        return Stream.of(
                Metric.gauge(
                        "coral_hsm_local_catalogue_entries",
                        Unit.COUNT,
                        "Files that the catalogue knows.",
                        each(open, one -> one.totals().files())),
                Metric.gauge(
                        "coral_hsm_local_archived_files",
                        Unit.COUNT,
                        "Files that have a copy.",
                        each(open, one -> one.totals().copies())),
                Metric.gauge(
                        "coral_hsm_local_released_files",
                        Unit.COUNT,
                        "Files whose data is only in the archive.",
                        each(open, one -> one.totals().released())),
                Metric.gauge(
                        "coral_hsm_local_released_bytes",
                        Unit.BYTES,
                        "Space that released files took before their release.",
                        each(open, one -> one.totals().releasedBytes())),
                Metric.gauge(
                        "coral_hsm_local_journal_size_bytes",
                        Unit.BYTES,
                        "Size of the catalogue's journal.",
                        each(open, Looked::journalBytes)));
    }

    private static List<Sample> each(List<Looked> open, ToLongFunction<Looked> value) {
        return open.stream()
                .map(one -> Sample.of(value.applyAsLong(one), Map.of("filesystem", one.name())))
                .toList();
    }

    private static List<Sample> byAction(List<Looked> open, List<RequestStatus> states) {
        return open.stream()
                .flatMap(one -> ACTIONS.stream()
                        .flatMap(action -> states.stream()
                                .map(state -> Sample.of(
                                        one.totals().count(action, state),
                                        Map.of(
                                                "filesystem", one.name(),
                                                "action", word(action),
                                                "state", word(state))))))
                .toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
