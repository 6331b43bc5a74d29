// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of bytes that come in pieces; a line that is not ended yet waits for its end. For one thread. */
final class LineSplitter {
    private static final int MOST_BYTES = 1 << 20;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void take(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n' || line.size() == MOST_BYTES) {
                lines.accept(line.toString(StandardCharsets.UTF_8));
                line.reset();
            }
            if (bytes[i] != '\n') {
                line.write(bytes[i]);
            }
        }
    }
}
