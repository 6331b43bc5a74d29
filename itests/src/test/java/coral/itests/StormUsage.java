// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a node holds once garbage is collected: bytes of heap, descriptors, threads. */
record StormUsage(long heapBytes, long descriptors, long threads) {
    private static final long MOST_HEAP_GROWTH = 6 << 20;
    private static final long MOST_GROWTH = 12;

    static StormUsage of(ProcessHandle node) throws IOException, InterruptedException {
        jcmd(node, "GC.run");
        String heap = jcmd(node, "GC.heap_info");
        long used = 0;
        for (String line : heap.lines().toList()) {
            // DefNew and Tenured; what lies outside the heap has lines of its own.
            if (line.contains("generation") && line.contains("used ")) {
                used += Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")) << 10;
            }
        }
        Path proc = Path.of("/proc", Long.toString(node.pid()));
        return new StormUsage(used, count(proc.resolve("fd")), count(proc.resolve("task")));
    }

    /** This is what the node holds after more of the same; {@code before} is what it held then. */
    void mustBeFlatSince(StormUsage before) {
        assertThat(heapBytes)
                .as("heap, before %s", before)
                .isPositive()
                .isLessThan(before.heapBytes + MOST_HEAP_GROWTH);
        assertThat(descriptors).as("descriptors, before %s", before).isLessThan(before.descriptors + MOST_GROWTH);
        assertThat(threads).as("threads, before %s", before).isLessThan(before.threads + MOST_GROWTH);
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private static String jcmd(ProcessHandle node, String command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin/jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(node.pid()), command)
                .redirectErrorStream(true)
                .start();
        try (InputStream in = process.getInputStream()) {
            String said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said;
        }
    }
}
