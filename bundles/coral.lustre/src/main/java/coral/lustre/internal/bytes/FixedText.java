// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.bytes;

import coral.core.posix.Names;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Strings of fixed room that end with a zero byte. */
public final class FixedText {
    /** LOV_MAXPOOLNAME + 1. */
    public static final int POOL_BYTES = 16;

    private FixedText() {}

    /** Reads {@code room} bytes; the string is what stands before the first zero byte. */
    public static String read(ByteBuffer from, int room) {
        byte[] raw = new byte[room];
        from.get(raw);
        int end = 0;
        while (end < room && raw[end] != 0) {
            end++;
        }
        return Names.decode(Arrays.copyOf(raw, end));
    }

    /** Writes {@code room} bytes. */
    public static void write(ByteBuffer to, String text, int room) {
        byte[] raw = Names.encode(text);
        Damaged.require(raw.length <= room, "'" + Names.printable(text) + "' has more than " + room + " bytes");
        to.put(Arrays.copyOf(raw, room));
    }
}
