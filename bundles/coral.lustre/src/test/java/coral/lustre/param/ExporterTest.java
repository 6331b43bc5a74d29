// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our values against those that the parsers of whamcloud/lustrefs-exporter make of the same outputs: counters,
 * histograms, quota, numbers of targets, recovery, changelog users, health and memory, as sorted lists of facts.
 *
 * <p>Left out: {@code ConnectedClients} (which that project computes from UUIDs of exports), file system names (from a
 * list of names without values), times of snapshots, processor and memory of the host (no Lustre), job statistics (whose
 * fixtures are not in the repository itself), snapshots whose input stands in that project's code (LNet, latencies,
 * services of an MDS), and its texts for Prometheus, which it makes from the same values.
 */
class ExporterTest {
    private static final Map<String, String> TABLES = Map.of(
            "pages per bulk r/w", "pages",
            "discontiguous pages", "discont_pages",
            "discontiguous blocks", "discont_blocks",
            "disk fragmented I/Os", "dio_frags",
            "disk I/Os in flight", "rpc_hist",
            "I/O time (1/1000s)", "io_time",
            "disk I/O size", "disk_iosize",
            "block maps msec", "block_maps_msec");
    private static final Map<String, String> NUMBERS = Stream.of(
                    "FilesFree filesfree",
                    "FilesTotal filestotal",
                    "KBytesAvail kbytesavail",
                    "KBytesFree kbytesfree",
                    "KBytesTotal kbytestotal",
                    "FsType fstype",
                    "NumExports num_exports",
                    "TotDirty tot_dirty",
                    "TotGranted tot_granted",
                    "TotPending tot_pending",
                    "ContendedLocks contended_locks",
                    "ContentionSeconds contention_seconds",
                    "CtimeAgeLimit ctime_age_limit",
                    "EarlyLockCancel early_lock_cancel",
                    "LockCount lock_count",
                    "LockTimeouts lock_timeouts",
                    "LockUnusedCount lock_unused_count",
                    "LruMaxAge lru_max_age",
                    "LruSize lru_size",
                    "MaxNolockBytes max_nolock_bytes",
                    "MaxParallelAst max_parallel_ast",
                    "ResourceCount resource_count",
                    "ThreadsMin threads_min",
                    "ThreadsMax threads_max",
                    "ThreadsStarted threads_started",
                    "OspActive active",
                    "OspMaxCreateCount max_create_count",
                    "Memused memused",
                    "MemusedMax memused_max",
                    "LNetMemUsed lnet_memused")
            .map(pair -> pair.split(" "))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    @ParameterizedTest
    @CsvSource({
        "valid/valid.txt, parser__tests__valid_fixture_valid.txt",
        "valid/valid2.txt, parser__tests__valid_fixture_valid2.txt",
        "valid/valid_no_newline.txt, parser__tests__valid_fixture_valid_no_newline.txt",
        "valid/valid_unhealthy_host.txt, parser__tests__valid_fixture_valid_unhealthy_host.txt",
        "valid/lustre-2-14-0/client/llite_client.txt,"
                + " parser__tests__valid_fixture_lustre-2-14-0__client__llite_client.txt",
        "valid/lustre-2.14.0_ddn133/2.14.0_ddn133_quota.txt,"
                + " parser__tests__valid_fixture_lustre-2.14.0_ddn133__2.14.0_ddn133_quota.txt",
        "valid/lustre-2.14.0_ddn133/2.14.0_ddn133_exports.txt,"
                + " parser__tests__valid_fixture_lustre-2.14.0_ddn133__2.14.0_ddn133_exports.txt",
        "osd.txt, osd_parser__tests__osd_stats",
        "osd_active.txt, osd_parser__tests__osd_active_stats",
        "mdd.txt, mdd_parser__tests__mdd_stats",
        "osp.txt, osp_parser__tests__osp_stats",
        "recovery-multiple.txt, recovery_status_parser__tests__multiple",
        "recovery-multiple-recovering.txt, recovery_status_parser__tests__multiple_recovering",
        "recovery-waiting-for-clients.txt, recovery_status_parser__tests__waiting_for_clients",
    })
    void values_areThoseOfTheExporter(String fixture, String snapshot) throws IOException {
        Params params = new Params();
        ParamReader reader = new ParamReader(new ByteArrayInputStream(Recorded.bytes("exporter/fixtures/" + fixture)));
        List<String> ours = new ArrayList<>();
        while (reader.next()) {
            ours.addAll(facts(reader.name().copy(), params.read(reader)));
        }

        assertThat(params.census().unread()).isEmpty();
        assertThat(ours).isNotEmpty().containsExactlyInAnyOrderElementsOf(theirs(snapshot));
    }

    @ParameterizedTest
    @CsvSource({
        "brw_stats_with_data.txt, brw_stats_parser__tests__brw_stats",
        "brw_stats_with_start_and_elapsed_time.txt,"
                + " brw_stats_parser__tests__brw_stats_with_start_and_elapsed_time",
    })
    void valuesWithoutNames_areThoseOfTheExporter(String fixture, String snapshot) throws IOException {
        Slice name = Slice.of("osd-ldiskfs.fs-OST0000.brw_stats");
        ParamValue value = new Params().parse(name, Recorded.slice("exporter/fixtures/" + fixture));

        assertThat(value.unknown()).isEmpty();
        assertThat(facts(name, value)).containsExactlyInAnyOrderElementsOf(theirs(snapshot));
    }

    @Test
    void lnet_isThatOfTheFixtures() throws IOException {
        LnetReport net = LnetReport.read(Recorded.slice("exporter/fixtures/lnetctl_net_show.txt"));
        LnetReport stats = LnetReport.read(Recorded.slice("exporter/fixtures/lnetctl_stats.txt"));

        assertThat(net.interfaces().stream().map(LnetReport.Interface::nid)).startsWith("0@lo", "172.16.0.24@tcp");
        assertThat(net.interfaces().get(1).number("statistics", "send_count")).hasValue(464_970);
        assertThat(net.interfaces().get(0).number("health stats", "health value"))
                .hasValue(1000);
        assertThat(net.interfaces().get(1).devices()).containsExactly("mlxen0");
        assertThat(stats.statistics())
                .containsEntry("send_length", 261_865_376L)
                .hasSize(24);
    }

    private static List<String> theirs(String snapshot) throws IOException {
        byte[] text = Recorded.bytes("exporter/snapshots/" + snapshot + ".snap.gz");
        return Snap.read(new String(text, StandardCharsets.UTF_8))
                .all()
                .flatMap(ExporterTest::facts)
                .toList();
    }

    private static Stream<String> facts(Snap snap) {
        return switch (snap.name()) {
            case "Stat" ->
                Stream.of("stat %s %s %s %s %s %s %s"
                        .formatted(
                                snap.text("name"),
                                snap.text("units"),
                                snap.text("samples"),
                                snap.text("min"),
                                snap.text("max"),
                                snap.text("sum"),
                                snap.text("sumsquare")));
            case "BrwStats" -> snap.fields().isEmpty() ? Stream.of() : buckets(snap);
            case "QuotaStat" -> Stream.of(limits(snap.text("id"), snap.below("limits")));
            case "QuotaStatOsd" ->
                Stream.of("usage %s %s %s"
                        .formatted(
                                snap.text("id"),
                                snap.below("usage").text("inodes"),
                                snap.below("usage").text("kbytes")));
            case "ChangeLogUser" ->
                Stream.of("user %s %s %s".formatted(snap.text("user"), snap.text("index"), snap.text("idle_secs")));
            case "ChangelogStat" -> Stream.of("changelog " + snap.text("current_index"));
            case "HealthCheckStat" ->
                Stream.of("healthy %s %d"
                        .formatted(
                                snap.text("healthy"),
                                snap.below("targets").items().size()));
            default ->
                snap.items().size() == 1 ? number(snap.name(), snap.items().get(0)).stream() : Stream.of();
        };
    }

    private static Stream<String> buckets(Snap table) {
        return table.below("buckets").items().stream()
                .map(bucket -> "bucket %s %s %s %s %s"
                        .formatted(
                                table.text("name"),
                                table.text("unit"),
                                bucket.text("name"),
                                bucket.text("read"),
                                bucket.text("write")));
    }

    private static String limits(String id, Snap limits) {
        return "limits %s %s %s %s %s"
                .formatted(id, limits.text("hard"), limits.text("soft"), limits.text("granted"), limits.text("time"));
    }

    private static Optional<String> number(String name, Snap value) {
        if (NUMBERS.containsKey(name)) {
            String number = value.text("value").replace("true", "1").replace("false", "0");
            return Optional.of(NUMBERS.get(name) + " " + value.text("target") + " " + number);
        }
        String words =
                value.text("value").replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
        return name.startsWith("Recovery")
                ? Optional.of(name + " " + value.text("target") + " " + words)
                : Optional.empty();
    }

    private static List<String> facts(Slice name, ParamValue value) {
        if (value instanceof ParamValue.Statistics stats) {
            return stats.counters().stream().map(ExporterTest::fact).toList();
        }
        if (value instanceof ParamValue.Histograms tables) {
            return tables.tables().stream().flatMap(ExporterTest::rows).toList();
        }
        if (value instanceof QuotaTable quota) {
            return quota.entries().stream().map(ExporterTest::fact).toList();
        }
        if (value instanceof ChangelogUsers changelog) {
            return Stream.concat(
                            Stream.of("changelog " + changelog.currentIndex()),
                            changelog.users().stream()
                                    .map(user ->
                                            "user %s %d %d".formatted(user.id(), user.index(), user.idleSeconds())))
                    .toList();
        }
        if (value instanceof Health health) {
            return List.of("healthy %s %d"
                    .formatted(health.healthy(), health.unhealthyDevices().size()));
        }
        return value instanceof Recovery recovery ? recovery(target(name), recovery) : plain(name, value);
    }

    private static List<String> plain(Slice name, ParamValue value) {
        String leaf = name.text().substring(name.text().lastIndexOf('.') + 1);
        boolean known = NUMBERS.containsValue(leaf);
        if (known && value instanceof ParamValue.Count count) {
            return List.of(leaf + " " + target(name) + " " + count.value());
        }
        return known && value instanceof ParamValue.Text text
                ? List.of(leaf + " " + target(name) + " " + text.text().text())
                : List.of();
    }

    /** The second part of the name, or the service or name space without what stands around the target. */
    private static String target(Slice name) {
        String[] parts = name.text().split("\\.");
        String target = parts.length < 2 ? "" : parts[0].equals("ldlm") ? parts[2] : parts[1];
        return target.replaceFirst("^(mdt|filter)-", "").replaceFirst("_UUID$", "");
    }

    private static String fact(Counter counter) {
        Counter.Range range = counter.range();
        return range == null
                ? "stat %s %s %d None None None None".formatted(counter.name(), counter.unit(), counter.samples())
                : "stat %s %s %d %d %d %d %s"
                        .formatted(
                                counter.name(),
                                counter.unit(),
                                counter.samples(),
                                range.min(),
                                range.max(),
                                range.sum(),
                                range.squared() ? Long.toUnsignedString(range.sumOfSquares()) : "None");
    }

    private static Stream<String> rows(Histogram table) {
        return table.rows().stream().map(row -> {
            Scan size = Slice.of(row.label()).scan();
            return "bucket %s %s %d %d %d"
                    .formatted(
                            TABLES.get(table.title()),
                            table.unit(),
                            size.scaled(),
                            row.cells().get(0).count(),
                            row.cells().get(1).count());
        });
    }

    private static String fact(QuotaTable.Entry entry) {
        QuotaTable.Limits limits = entry.limits();
        QuotaTable.Usage usage = entry.usage();
        if (usage != null) {
            return "usage %d %d %d".formatted(entry.id(), usage.inodes(), usage.kbytes());
        }
        return limits == null
                ? ""
                : "limits %d %d %d %d %d"
                        .formatted(entry.id(), limits.hard(), limits.soft(), limits.granted(), limits.graceSeconds());
    }

    private static List<String> recovery(String target, Recovery recovery) {
        List<String> facts = new ArrayList<>();
        facts.add("RecoveryStatus " + target + " " + recovery.word());
        recovery.duration().ifPresent(d -> facts.add("RecoveryDuration " + target + " " + d.toSeconds()));
        recovery.remaining().ifPresent(d -> facts.add("RecoveryTimeRemaining " + target + " " + d.toSeconds()));
        Recovery.Clients completed = recovery.clients().get("completed_clients");
        if (completed != null) {
            facts.add("RecoveryCompletedClients " + target + " " + completed.done());
        }
        Recovery.Clients connected = recovery.clients().get("connected_clients");
        if (connected != null) {
            facts.add("RecoveryConnectedClients " + target + " " + connected.done());
            facts.add("RecoveryTotalClients " + target + " " + connected.of());
        }
        return facts;
    }
}
