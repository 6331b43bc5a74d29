// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.changelog;

import coral.core.problem.ProblemException;
import coral.lustre.changelog.ChangelogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of a stream, each read as far as it says that it goes. For one thread. */
public final class RecordStream implements AutoCloseable {
    /** The device gives whole records only, as many as the reader has room for. */
    private static final int CHUNK_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final byte[] buffer = new byte[ChangelogRecord.MAX_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(buffer).order(ByteOrder.LITTLE_ENDIAN);
    private int position;
    private int limit;
    private long lastIndex;
    private @Nullable ProblemException damage;

    /** Records of {@code in}, which is closed with this. */
    public RecordStream(InputStream in) {
        this.in = in;
    }

    /** The next record; empty at the end. */
    public Optional<ChangelogRecord> next() throws IOException, ProblemException {
        if (damage != null) {
            throw damage;
        }
        try {
            return read();
        } catch (ProblemException e) {
            damage = e;
            throw e;
        }
    }

    private Optional<ChangelogRecord> read() throws IOException, ProblemException {
        if (!more()) {
            return Optional.empty();
        }
        fill(0, RecordFormat.HEADER_BYTES);
        int head = RecordReader.headBytes(view);
        fill(RecordFormat.HEADER_BYTES, head);
        int size = RecordReader.size(view);
        fill(head, size);
        ChangelogRecord record = RecordReader.read(Arrays.copyOf(buffer, size));
        if (Long.compareUnsigned(record.index(), lastIndex) <= 0) {
            throw RecordFormat.damaged(
                    "index " + Long.toUnsignedString(record.index()) + " after " + Long.toUnsignedString(lastIndex));
        }
        lastIndex = record.index();
        return Optional.of(record);
    }

    /** Copies bytes of the record from one of its offsets to another. */
    private void fill(int from, int to) throws IOException, ProblemException {
        int at = from;
        while (at < to) {
            if (!more()) {
                throw RecordFormat.damaged("the stream ends within it");
            }
            int length = Math.min(to - at, limit - position);
            System.arraycopy(chunk, position, buffer, at, length);
            position += length;
            at += length;
        }
    }

    /** Not a BufferedInputStream: that asks how much is available, which a device may answer with an error. */
    private boolean more() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(chunk));
        }
        return position < limit;
    }

    /** The index of the last record; 0 for none. */
    public long lastIndex() {
        return lastIndex;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
