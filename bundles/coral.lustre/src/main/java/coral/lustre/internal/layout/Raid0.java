// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

import coral.lustre.layout.FileExtent;
import java.util.List;

/**
 * Bytes in turns over objects.
 *
 * @param size bytes of a stripe, 1 to 2^32-1
 * @param count objects, 1 to 65535
 */
public record Raid0(long size, int count) {
    /** The object's number. */
    public int stripe(long fileOffset) {
        return (int) (fileOffset / size % count);
    }

    /** The offset in the object. */
    public long objectOffset(long fileOffset) {
        return fileOffset / (size * count) * size + fileOffset % size;
    }

    /**
     * The offset in the file.
     *
     * @throws ArithmeticException if a file cannot be so large
     */
    public long fileOffset(int stripe, long objectOffset) {
        long round = Math.multiplyExact(objectOffset / size, size * count);
        return Math.addExact(round, stripe * size + objectOffset % size);
    }

    /** Adds the pieces of the file, within {@code within}, that are the bytes from to end of the object. */
    public void extents(int stripe, long from, long end, FileExtent within, List<FileExtent> extents, int limit) {
        if (within.start() < 0) {
            return;
        }
        long at = Math.max(from, firstIn(stripe, within.start()));
        while (at < end && !beyond(stripe, at, within)) {
            long start = fileOffset(stripe, at);
            // With one object all stripes touch.
            long chunk = count == 1 ? end - at : Math.min(end - at, size - at % size);
            add(extents, new FileExtent(start, clip(start + chunk, within)), limit);
            at += chunk;
        }
    }

    /** The object's first byte that is at or behind {@code fileOffset}. */
    private long firstIn(int stripe, long fileOffset) {
        long round = fileOffset / (size * count);
        long inRound = fileOffset % (size * count) - stripe * size;
        return round * size + Math.max(0, Math.min(size, inRound));
    }

    /** True if the file has no such byte: it has at most 2^63-1, and the component may end before. */
    private boolean beyond(int stripe, long objectOffset, FileExtent within) {
        long inRound = stripe * size + objectOffset % size;
        return objectOffset / size > (Long.MAX_VALUE - 1 - inRound) / (size * count)
                || (within.end() != FileExtent.EOF
                        && Long.compareUnsigned(fileOffset(stripe, objectOffset), within.end()) >= 0);
    }

    private static long clip(long unsignedEnd, FileExtent within) {
        long end = unsignedEnd < 0 ? Long.MAX_VALUE : unsignedEnd;
        return within.end() == FileExtent.EOF || Long.compareUnsigned(end, within.end()) < 0 ? end : within.end();
    }

    /** Joins pieces that touch: with one object all of them do. */
    private static void add(List<FileExtent> extents, FileExtent extent, int limit) {
        int last = extents.size() - 1;
        if (last >= 0 && extents.get(last).end() == extent.start()) {
            extents.set(last, new FileExtent(extents.get(last).start(), extent.end()));
            return;
        }
        if (extents.size() >= limit) {
            throw new IllegalArgumentException("more than " + limit + " pieces");
        }
        extents.add(extent);
    }
}
