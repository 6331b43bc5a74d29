// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.posix.Names;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/**
 * Encodes text with {@link Names}, so that file names that are no UTF-8 leave as the bytes they are. Characters that no
 * name decodes to leave as '?'.
 */
public final class NamesWriter extends Writer {
    private static final int BUFFERED_CHARS = 8192;

    private final OutputStream out;
    private final StringBuilder buffer = new StringBuilder();

    /** Writes to {@code out}, which is not closed with this. */
    public NamesWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        synchronized (lock) {
            buffer.append(chars, offset, length);
            if (buffer.length() >= BUFFERED_CHARS) {
                drain();
            }
        }
    }

    @Override
    public void flush() throws IOException {
        synchronized (lock) {
            drain();
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    private void drain() throws IOException {
        int end = buffer.length();
        if (end > 0 && Character.isHighSurrogate(buffer.charAt(end - 1))) {
            end--; // Its other half comes with the next write.
        }
        if (end == 0) {
            return;
        }
        String text = buffer.substring(0, end);
        buffer.delete(0, end);
        out.write(bytes(text));
    }

    private static byte[] bytes(String text) {
        try {
            return Names.encode(text);
        } catch (IllegalArgumentException e) {
            return Names.encode(text.codePoints()
                    .map(c -> belongsToNoName(c) ? '?' : c)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
    }

    private static boolean belongsToNoName(int c) {
        return c >= 0xD800 && c <= 0xDFFF && !(c >= 0xDC80 && c <= 0xDCFF);
    }
}
