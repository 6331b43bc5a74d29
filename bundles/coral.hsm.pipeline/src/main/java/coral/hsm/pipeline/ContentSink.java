// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a copy goes to: reads as zeros wherever nothing is written. Used by one thread at a time. */
@FunctionalInterface
public interface ContentSink {
    /** Writes the whole rest of {@code buffer}, a direct one, at {@code offset}. Blocks. */
    void write(ByteBuffer buffer, long offset) throws IOException;
}
