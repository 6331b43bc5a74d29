// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this process was called with, as bytes: Java itself decodes them, and loses those that are no text. */
final class RawProcess {
    private RawProcess() {}

    /** The last {@code count} arguments. */
    static List<byte[]> arguments(int count) throws IOException {
        List<byte[]> all = split(Path.of("/proc/self/cmdline"));
        return List.copyOf(all.subList(all.size() - count, all.size()));
    }

    /** Variables as name=value. */
    static List<byte[]> environment() throws IOException {
        return split(Path.of("/proc/self/environ"));
    }

    private static List<byte[]> split(Path file) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        for (byte b : Files.readAllBytes(file)) {
            if (b == 0) {
                parts.add(part.toByteArray());
                part.reset();
            } else {
                part.write(b);
            }
        }
        return parts;
    }
}
