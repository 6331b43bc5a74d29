// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline.internal;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.Extent;
import coral.hsm.pipeline.Content;
import coral.hsm.pipeline.ContentSink;
import coral.hsm.pipeline.ContentSource;
import coral.hsm.pipeline.CopyControl;
import coral.hsm.pipeline.CopyResult;
import coral.hsm.pipeline.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** One copy from source to sink. For one thread, once. */
public final class CopyRun {
    /** Blocks that one copy may have in work at once. */
    public static final int WINDOW = 4;

    private final BufferPool buffers;
    private final Executor workers;
    private final ContentSource source;
    private final ContentSink sink;
    private final CopyControl control;
    private long dataBytes;

    public CopyRun(BufferPool buffers, Executor workers, ContentSource source, ContentSink sink, CopyControl control) {
        this.buffers = buffers;
        this.workers = workers;
        this.source = source;
        this.sink = sink;
        this.control = control;
    }

    /** Copies, with a digest for each algorithm. */
    public CopyResult run(Set<DigestAlgorithm> algorithms) throws IOException, InterruptedException {
        long size = source.lengthBytes();
        int blockBytes = buffers.bufferBytes();
        BlockHashes hashes = new BlockHashes(workers, algorithms, size, blockBytes);
        Extents extents = new Extents(source, size);
        long at = 0;
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("copy interrupted at offset " + at);
            }
            if (control.cancel().isCancelled()) {
                return new CopyResult.Canceled();
            }
            Optional<Extent> data = extents.next(at);
            if (data.isEmpty()) {
                break;
            }
            long block = data.get().offset() / blockBytes;
            at = Math.min((block + 1) * blockBytes, size);
            copyBlock(hashes, block, data.get().offset(), at);
            hashes.await(WINDOW - 1);
        }
        if (source.lengthBytes() != size) {
            throw shorter(size);
        }
        return new CopyResult.Copied(new Content(size, dataBytes, hashes.finish()));
    }

    private void copyBlock(BlockHashes hashes, long block, long start, long end)
            throws IOException, InterruptedException {
        BufferPool.Loan loan = buffers.take(1 + hashes.users());
        int unstarted = hashes.users();
        try {
            BlockData data = read(loan.buffer(), block * buffers.bufferBytes(), start, end);
            if (!data.isEmpty()) {
                unstarted = 0;
                hashes.add(block, data, loan);
                data.writeTo(sink::write);
                dataBytes += data.lengthBytes();
                control.progress().moved(data.lengthBytes());
            }
        } finally {
            for (int i = 0; i <= unstarted; i++) {
                loan.release();
            }
        }
    }

    /** Reads one block from its first page with data on; holes in it read as zeros, which cost no I/O. */
    private BlockData read(ByteBuffer buffer, long blockStart, long start, long end) throws IOException {
        int from = (int) (start - blockStart) & -BlockData.PAGE_BYTES;
        int to = (int) (end - blockStart);
        buffer.clear().limit(to).position(from);
        while (buffer.hasRemaining()) {
            int read = source.read(buffer, blockStart + buffer.position());
            if (read <= 0) {
                throw shorter(blockStart + buffer.position());
            }
        }
        return BlockData.of(buffer, blockStart, from, to);
    }

    private static ErrnoException shorter(long at) {
        return new ErrnoException(
                "read", "of a file whose length changed while it was copied, at " + at + ",", Errno.ESTALE.number());
    }

    /** Asks the source for each extent once, however many blocks it spans. */
    private static final class Extents {
        private final ContentSource source;
        private final long size;
        private long end;

        Extents(ContentSource source, long size) {
            this.source = source;
            this.size = size;
        }

        /** The first data at or after {@code offset}. */
        Optional<Extent> next(long offset) throws IOException {
            if (offset >= size) {
                return Optional.empty();
            }
            if (offset < end) {
                return Optional.of(new Extent(offset, end - offset));
            }
            Optional<Extent> found = source.nextData(offset).filter(extent -> extent.offset() < size);
            end = found.map(Extent::end).orElse(end);
            return found;
        }
    }
}
