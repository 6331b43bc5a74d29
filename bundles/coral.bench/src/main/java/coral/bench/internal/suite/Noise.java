// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.suite;

import coral.core.posix.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Bytes that no file system can squeeze or skip. For one thread. */
final class Noise {
    private static final int BLOCK_BYTES = 1 << 20;

    private final SplittableRandom random = new SplittableRandom(20_261_101);
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);

    /** Writes noise of a length at a place. */
    void write(OpenFile file, long offset, long lengthBytes) throws IOException, InterruptedException {
        for (long done = 0; done < lengthBytes; done += BLOCK_BYTES) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            byte[] bytes = new byte[(int) Math.min(BLOCK_BYTES, lengthBytes - done)];
            random.nextBytes(bytes);
            block.clear().put(bytes).flip();
            file.write(block, offset + done);
        }
    }
}
