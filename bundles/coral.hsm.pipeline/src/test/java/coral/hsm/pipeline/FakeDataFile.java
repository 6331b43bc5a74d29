// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.Extent;
import coral.hsm.mover.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A sparse file in memory, in pages of 4 KiB. Safe for use by many threads. */
public final class FakeDataFile implements DataFile {
    private static final int PAGE = 4096;

    private final TreeMap<Long, byte[]> pages = new TreeMap<>();
    private long lengthBytes;
    private Optional<List<Extent>> reported = Optional.empty();
    private Optional<Errno> writeError = Optional.empty();
    private Runnable onRead = () -> {};
    private int syncs;

    /** A file that is one hole. */
    public FakeDataFile(long lengthBytes) {
        this.lengthBytes = lengthBytes;
    }

    /** A file with this content and no hole but where whole pages lie beyond the end. */
    public static FakeDataFile of(byte[] content) {
        return new FakeDataFile(content.length).put(0, content);
    }

    /** Puts bytes in. */
    public synchronized FakeDataFile put(long offset, byte[] bytes) {
        int done = 0;
        while (done < bytes.length) {
            int within = (int) ((offset + done) % PAGE);
            int length = Math.min(PAGE - within, bytes.length - done);
            byte[] page = pages.computeIfAbsent((offset + done) / PAGE, number -> new byte[PAGE]);
            System.arraycopy(bytes, done, page, within, length);
            done += length;
        }
        return this;
    }

    /** Reports these extents instead of those that its pages make. */
    public FakeDataFile reporting(List<Extent> extents) {
        reported = Optional.of(extents);
        return this;
    }

    /** Fails every write from now on. */
    public FakeDataFile failingWrites(Errno errno) {
        writeError = Optional.of(errno);
        return this;
    }

    /** Runs before every read. */
    public FakeDataFile onRead(Runnable action) {
        onRead = action;
        return this;
    }

    /** Cuts the file, as another process would. */
    public synchronized void truncate(long newLengthBytes) {
        lengthBytes = newLengthBytes;
    }

    /** How often it was synced. */
    public int syncs() {
        return syncs;
    }

    /** Bytes in pages that were ever written. */
    public synchronized long allocatedBytes() {
        return (long) pages.size() * PAGE;
    }

    /** The first bytes of it. */
    public byte[] content(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        read(buffer, 0);
        return buffer.array();
    }

    @Override
    public synchronized long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public synchronized Optional<Extent> nextData(long offset) {
        if (reported.isPresent()) {
            return reported.get().stream()
                    .filter(extent -> extent.end() > offset)
                    .map(extent -> from(extent, offset))
                    .findFirst();
        }
        Long page = pages.ceilingKey(offset / PAGE);
        if (page == null || page * PAGE >= lengthBytes) {
            return Optional.empty();
        }
        long end = page;
        while (pages.containsKey(end)) {
            end++;
        }
        long start = Math.max(offset, page * PAGE);
        return Optional.of(new Extent(start, Math.min(end * PAGE, lengthBytes) - start));
    }

    @Override
    public int read(ByteBuffer buffer, long offset) {
        onRead.run();
        return fill(buffer, offset);
    }

    @Override
    public synchronized void write(ByteBuffer buffer, long offset) throws IOException {
        if (writeError.isPresent()) {
            throw new ErrnoException("write", "fake file", writeError.get().number());
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        put(offset, bytes);
    }

    @Override
    public synchronized void sync() {
        syncs++;
    }

    @Override
    public OptionalInt descriptor() {
        return OptionalInt.empty();
    }

    @Override
    public Optional<String> relativePath() {
        return Optional.empty();
    }

    private synchronized int fill(ByteBuffer buffer, long offset) {
        long at = offset;
        while (buffer.hasRemaining() && at < lengthBytes) {
            int within = (int) (at % PAGE);
            int length = (int) Math.min(Math.min(PAGE - within, buffer.remaining()), lengthBytes - at);
            byte[] page = pages.get(at / PAGE);
            buffer.put(page == null ? new byte[PAGE] : page, within, length);
            at += length;
        }
        return (int) (at - offset);
    }

    private static Extent from(Extent extent, long offset) {
        long start = Math.max(extent.offset(), offset);
        return new Extent(start, extent.end() - start);
    }
}
