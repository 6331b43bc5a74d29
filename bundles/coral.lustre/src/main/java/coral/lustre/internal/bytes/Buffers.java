// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Buffers to write attributes into. */
public final class Buffers {
    private Buffers() {}

    /** A buffer of zeros, in Lustre's order. */
    public static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All bytes of a buffer, wherever it stands. */
    public static byte[] all(ByteBuffer buffer) {
        byte[] all = new byte[buffer.capacity()];
        buffer.get(0, all);
        return all;
    }
}
