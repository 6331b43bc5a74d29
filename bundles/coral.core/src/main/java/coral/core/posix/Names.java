// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The one lossless mapping between the bytes of a file name and a String.
 *
 * <p>Valid UTF-8 decodes as usual. Every byte that is not part of a valid UTF-8 sequence becomes one lone low
 * surrogate U+DC80..U+DCFF (the scheme known as "surrogateescape"), which valid UTF-8 can never produce, so that
 * {@code encode(decode(b))} gives back {@code b} for all bytes. Safe for use by many threads.
 */
public final class Names {
    private static final char ESCAPE_BASE = '\uDC00';

    private Names() {}

    /** Decodes a file name; never fails. */
    public static String decode(byte[] name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer out = CharBuffer.allocate(name.length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                break;
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE_BASE + (in.get() & 0xFF)));
            }
            decoder.reset();
        }
        return out.flip().toString();
    }

    /**
     * Encodes a String made by {@link #decode} or any text.
     *
     * @throws IllegalArgumentException for a lone surrogate that no name decodes to
     */
    public static byte[] encode(String name) {
        CharsetEncoder encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer in = CharBuffer.wrap(name);
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(name.length(), 3));
        while (true) {
            CoderResult result = encoder.encode(in, out, true);
            if (!result.isError()) {
                break;
            }
            for (int i = 0; i < result.length(); i++) {
                char c = in.get();
                if (c < ESCAPE_BASE + 0x80 || c > ESCAPE_BASE + 0xFF) {
                    throw new IllegalArgumentException(String.format(
                            "character U+%04X at %d belongs to no file name", (int) c, in.position() - 1));
                }
                out.put((byte) (c - ESCAPE_BASE));
            }
            encoder.reset();
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Shows a name on one line: control characters and escaped bytes as {@code \n}, {@code \t} or {@code \xNN}. */
    public static String printable(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= ESCAPE_BASE + 0x80 && c <= ESCAPE_BASE + 0xFF && !lowHalfOfPair(name, i)) {
                text.append(String.format("\\x%02x", c - ESCAPE_BASE));
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c == '\t') {
                text.append("\\t");
            } else if (Character.isISOControl(c)) {
                text.append(String.format("\\x%02x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static boolean lowHalfOfPair(String name, int at) {
        return at > 0 && Character.isHighSurrogate(name.charAt(at - 1));
    }
}
