// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.metrics;

import coral.core.metrics.Metric;
import coral.core.metrics.Sample;
import coral.core.metrics.Unit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux tells of this process, under the names that Prometheus' clients have for it. */
final class ProcessMetrics {
    private static final Path SELF = Path.of("/proc/self");
    // USER_HZ is 100 on every Linux that Coral runs on.
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int VSIZE = 20;

    private ProcessMetrics() {}

    static List<Metric> metrics() throws IOException {
        // The name in parentheses may hold anything; what follows it is numbered from 0 here.
        String stat = Files.readString(SELF.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double cpu = (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1])) / TICKS_PER_SECOND;
        return List.of(
                Metric.counter(
                        "process_cpu_seconds_total",
                        Unit.SECONDS,
                        "User and system CPU time spent.",
                        List.of(Sample.of(cpu))),
                gauge(
                        "process_start_time_seconds",
                        Unit.SECONDS,
                        "Start of the process since the epoch.",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0),
                gauge("process_open_fds", Unit.COUNT, "Open file descriptors.", descriptors()),
                gauge("process_max_fds", Unit.COUNT, "Most file descriptors that may be open.", mostDescriptors()),
                gauge("process_virtual_memory_bytes", Unit.BYTES, "Virtual memory.", Double.parseDouble(fields[VSIZE])),
                gauge("process_resident_memory_bytes", Unit.BYTES, "Resident memory.", residentBytes()));
    }

    private static Metric gauge(String name, Unit unit, String help, double value) {
        return Metric.gauge(name, unit, help, List.of(Sample.of(value)));
    }

    private static double descriptors() throws IOException {
        try (Stream<Path> open = Files.list(SELF.resolve("fd"))) {
            return open.count() - 1; // The listing itself has one.
        }
    }

    private static double mostDescriptors() throws IOException {
        return Files.readAllLines(SELF.resolve("limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split(" +")[3])
                .mapToDouble(soft -> soft.equals("unlimited") ? Double.POSITIVE_INFINITY : Double.parseDouble(soft))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double residentBytes() throws IOException {
        return Files.readAllLines(SELF.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> 1024 * Double.parseDouble(line.split("\\s+")[1]))
                .findFirst()
                .orElse(Double.NaN);
    }
}
