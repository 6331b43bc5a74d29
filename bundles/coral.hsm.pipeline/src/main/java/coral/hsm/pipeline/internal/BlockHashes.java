// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline.internal;

import coral.hsm.pipeline.Digest;
import coral.hsm.pipeline.DigestAlgorithm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hashes the blocks of one copy, several at once, and puts their leaves together in order. CRC-32C is faster than
 * handing a block to another thread and is made on the caller's. For one thread.
 */
final class BlockHashes {
    private final Executor workers;
    private final List<TreeHash> trees = new ArrayList<>();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();

    BlockHashes(Executor workers, Collection<DigestAlgorithm> algorithms, long sizeBytes, int blockBytes) {
        this.workers = workers;
        algorithms.forEach(algorithm -> trees.add(new TreeHash(algorithm, sizeBytes, blockBytes)));
    }

    private record Pending(long block, List<FutureTask<byte[]>> leaves) {}

    /** How many of {@link BufferPool.Loan}'s users one block has here. */
    int users() {
        return trees.size();
    }

    /** Starts to hash a block; releases {@code loan} once for each algorithm. */
    void add(long block, BlockData data, BufferPool.Loan loan) {
        List<FutureTask<byte[]>> leaves = new ArrayList<>(trees.size());
        for (TreeHash tree : trees) {
            FutureTask<byte[]> leaf = new FutureTask<>(() -> hash(tree.algorithm(), data, loan));
            leaves.add(leaf);
            start(tree.algorithm(), leaf);
        }
        pending.add(new Pending(block, leaves));
    }

    /** Waits until at most {@code most} blocks are not put together. */
    void await(int most) throws InterruptedException {
        while (pending.size() > most) {
            Pending first = pending.remove();
            for (int i = 0; i < trees.size(); i++) {
                trees.get(i).add(first.block(), result(first.leaves().get(i)));
            }
        }
    }

    /** The digests, in the order of the algorithms; to be called once, at the end. */
    List<Digest> finish() throws InterruptedException {
        await(0);
        return trees.stream().map(TreeHash::finish).toList();
    }

    private void start(DigestAlgorithm algorithm, FutureTask<byte[]> leaf) {
        if (algorithm == DigestAlgorithm.CRC32C) {
            leaf.run();
            return;
        }
        try {
            workers.execute(leaf);
        } catch (RejectedExecutionException e) {
            // All workers are busy: this thread has nothing better to do than to help.
            leaf.run();
        }
    }

    private static byte[] hash(DigestAlgorithm algorithm, BlockData data, BufferPool.Loan loan) {
        try {
            return data.leaf(algorithm);
        } finally {
            loan.release();
        }
    }

    private static byte[] result(FutureTask<byte[]> leaf) throws InterruptedException {
        try {
            return leaf.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("hashing a block failed", e.getCause());
        }
    }
}
