// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline.internal;

import coral.hsm.pipeline.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The data of one block: the maximal runs of pages that are not all zero. Reads its buffer without moving it, so that
 * several threads may use it at once as long as nobody writes to the buffer.
 */
public final class BlockData {
    /** What a digest looks at: a page whose bytes are all zero counts as a hole. */
    public static final int PAGE_BYTES = 4096;

    private static final byte LEAF = 0;

    private final ByteBuffer buffer;
    private final long offset;
    private final List<Run> runs;

    private BlockData(ByteBuffer buffer, long offset, List<Run> runs) {
        this.buffer = buffer;
        this.offset = offset;
        this.runs = runs;
    }

    /** Bytes of a block from {@code start} up to {@code end}. */
    private record Run(int start, int end) {}

    /** Where a run goes. */
    @FunctionalInterface
    public interface RunSink {
        void write(ByteBuffer bytes, long fileOffset) throws IOException;
    }

    /**
     * Finds the runs of {@code buffer} from {@code from}, a page's start, up to {@code to}; what lies before reads as
     * zeros.
     *
     * @param offset where the block, and with it the buffer, starts in the file
     */
    public static BlockData of(ByteBuffer buffer, long offset, int from, int to) {
        ByteBuffer view = buffer.duplicate().order(ByteOrder.nativeOrder());
        view.clear();
        List<Run> runs = new ArrayList<>();
        int start = -1;
        for (int page = from; page < to; page += PAGE_BYTES) {
            boolean zero = isZero(view, page, Math.min(page + PAGE_BYTES, to));
            if (!zero && start < 0) {
                start = page;
            } else if (zero && start >= 0) {
                runs.add(new Run(start, page));
                start = -1;
            }
        }
        if (start >= 0) {
            runs.add(new Run(start, to));
        }
        return new BlockData(view, offset, runs);
    }

    /** Whether every page is zero. */
    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Bytes in runs. */
    public long lengthBytes() {
        return runs.stream().mapToLong(run -> run.end() - run.start()).sum();
    }

    /** Hands every run to {@code sink}, in order. */
    public void writeTo(RunSink sink) throws IOException {
        for (Run run : runs) {
            sink.write(bytes(run), offset + run.start());
        }
    }

    /** The block's leaf: a zero byte, then for each run its offset in the file (u64), its length (u32) and its bytes. */
    public byte[] leaf(DigestAlgorithm algorithm) {
        Hasher hasher = Hasher.of(algorithm);
        hasher.update(ByteBuffer.wrap(new byte[] {LEAF}));
        ByteBuffer head = ByteBuffer.allocate(12);
        for (Run run : runs) {
            head.clear();
            head.putLong(offset + run.start()).putInt(run.end() - run.start()).flip();
            hasher.update(head);
            hasher.update(bytes(run));
        }
        return hasher.finish();
    }

    private ByteBuffer bytes(Run run) {
        return buffer.duplicate().limit(run.end()).position(run.start());
    }

    private static boolean isZero(ByteBuffer view, int start, int end) {
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            if (view.getLong(at) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (view.get(at) != 0) {
                return false;
            }
        }
        return true;
    }
}
