// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.metrics;

import coral.core.metrics.Metric;
import coral.core.metrics.Sample;
import coral.core.metrics.Unit;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What the JVM tells of itself, under the names that Prometheus' client for Java has for it. */
final class JvmMetrics {
    private JvmMetrics() {}

    static List<Metric> metrics() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return List.of(
                memory("jvm_memory_used_bytes", "Used memory.", MemoryUsage::getUsed),
                memory("jvm_memory_committed_bytes", "Committed memory.", MemoryUsage::getCommitted),
                memory("jvm_memory_max_bytes", "Most memory, -1 without a limit.", MemoryUsage::getMax),
                gauge("jvm_threads_current", "Threads now.", threads.getThreadCount()),
                gauge("jvm_threads_daemon", "Daemon threads now.", threads.getDaemonThreadCount()),
                gauge("jvm_threads_peak", "Most threads so far.", threads.getPeakThreadCount()),
                Metric.counter(
                        "jvm_threads_started_total",
                        Unit.COUNT,
                        "Threads started.",
                        List.of(Sample.of(threads.getTotalStartedThreadCount()))),
                gauge(
                        "jvm_classes_currently_loaded",
                        "Classes loaded now.",
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()),
                new Metric(
                        "jvm_gc_collection_seconds",
                        Metric.Kind.SUMMARY,
                        Unit.SECONDS,
                        "Time spent in garbage collections.",
                        ManagementFactory.getGarbageCollectorMXBeans().stream()
                                .map(JvmMetrics::collections)
                                .toList()));
    }

    private static Sample collections(GarbageCollectorMXBean collector) {
        long count = Math.max(0, collector.getCollectionCount());
        double seconds = Math.max(0, collector.getCollectionTime()) / 1000.0;
        return new Sample(
                Map.of("gc", collector.getName()), new Sample.Distribution(List.of(), List.of(count), seconds));
    }

    private static Metric memory(String name, String help, ToLongFunction<MemoryUsage> of) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return Metric.gauge(
                name,
                Unit.BYTES,
                help,
                List.of(
                        Sample.of(of.applyAsLong(memory.getHeapMemoryUsage()), Map.of("area", "heap")),
                        Sample.of(of.applyAsLong(memory.getNonHeapMemoryUsage()), Map.of("area", "nonheap"))));
    }

    private static Metric gauge(String name, String help, long value) {
        return Metric.gauge(name, Unit.COUNT, help, List.of(Sample.of(value)));
    }
}
