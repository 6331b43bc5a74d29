// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import coral.core.task.Workers;
import coral.hsm.pipeline.internal.BufferPool;
import coral.hsm.pipeline.internal.CopyRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/**
 * Copies content and makes its digests on the way. Holes and pages that are all zero are neither written nor hashed.
 * Reads and writes happen on the calling thread, block by block; costly hashes run beside it on a few workers that all
 * copies share, so that a copy with SHA-256 is as fast as the slower of the two. At most 4 MiB of buffers a copy
 * and 64 MiB in all. Safe
 * for use by many threads.
 */
public final class CopyEngine implements AutoCloseable {
    /** What digests are made of, 1 MiB: a part of every format that carries one. */
    public static final int BLOCK_BYTES = 1 << 20;

    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    /** 64 MiB with the usual block; copies that find none wait for another's. */
    private static final int MOST_BUFFERS = 64;

    private final BufferPool buffers;
    private final ExecutorService hashers;

    /**
     * An engine for a number of copies at once; more of them wait for buffers.
     *
     * @param name threads are named {@code name-hash-1} and so on
     * @param copies 1 or more
     */
    public CopyEngine(String name, int copies) {
        this(name, copies, BLOCK_BYTES);
    }

    CopyEngine(String name, int copies, int blockBytes) {
        int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
        this.buffers = new BufferPool(blockBytes, Math.min(copies * CopyRun.WINDOW, MOST_BUFFERS));
        this.hashers = Workers.pool(name + "-hash", threads, 2 * threads);
    }

    /**
     * Copies all of {@code source}; CRC-32C is always among the digests. Blocks. An interrupt or an exception ends it
     * between two blocks, with a part of the data written.
     *
     * @param further digests to make beside CRC-32C
     * @throws coral.core.posix.ErrnoException ESTALE when the source is shorter than it said, else what source or sink
     *     failed with
     * @throws InterruptedException when interrupted
     */
    public CopyResult copy(ContentSource source, ContentSink sink, Set<DigestAlgorithm> further, CopyControl control)
            throws IOException, InterruptedException {
        Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.CRC32C);
        algorithms.addAll(further);
        return new CopyRun(buffers, hashers, source, sink, control).run(Collections.unmodifiableSet(algorithms));
    }

    /** Ends the workers; copies that still run end by themselves. */
    @Override
    public void close() {
        Workers.stop(hashers, STOP_LIMIT);
    }
}
