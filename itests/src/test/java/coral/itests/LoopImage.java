// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of a size of its own, in a sparse file; needs root. */
final class LoopImage {
    private LoopImage() {}

    /** Makes the file, the file system in it with {@code mkfs} and its options, and mounts it. */
    static void mount(Path image, long bytes, Path point, String... mkfs) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        String[] make = Arrays.copyOf(mkfs, mkfs.length + 1);
        make[mkfs.length] = image.toString();
        tool(make);
        tool("mount", "-o", "loop", image.toString(), point.toString());
    }

    /** Runs a program that must end well. */
    static void tool(String... argv) throws Exception {
        Process ended = ended(argv);
        assertThat(ended.exitValue())
                .as("%s: %s", List.of(argv), new String(ended.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
    }

    /** Runs a program that must end within a minute; its exit code. */
    static int run(String... argv) throws Exception {
        return ended(argv).exitValue();
    }

    private static Process ended(String... argv) throws Exception {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as(List.of(argv).toString())
                .isTrue();
        return process;
    }
}
