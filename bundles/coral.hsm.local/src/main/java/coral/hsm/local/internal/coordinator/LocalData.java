// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.Extent;
import coral.core.posix.OpenFile;
import coral.core.task.CancelToken;
import coral.hsm.mover.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A file's bytes for a mover; gives none and takes none once the action is the mover's no more. */
final class LocalData implements DataFile {
    private final OpenFile file;
    private final long lengthBytes;
    private final boolean writable;
    private final CancelToken cancelled;
    private final ReentrantReadWriteLock writes = new ReentrantReadWriteLock();
    private boolean revoked;

    LocalData(OpenFile file, long lengthBytes, boolean writable, CancelToken cancelled) {
        this.file = file;
        this.lengthBytes = lengthBytes;
        this.writable = writable;
        this.cancelled = cancelled;
    }

    /** No write is under way, and none will be, when it returns. */
    void revoke() {
        writes.writeLock().lock();
        try {
            revoked = true;
        } finally {
            writes.writeLock().unlock();
        }
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public Optional<Extent> nextData(long offset) throws IOException {
        refuseCancelled();
        return file.nextData(offset);
    }

    @Override
    public int read(ByteBuffer buffer, long offset) throws IOException {
        refuseCancelled();
        return file.read(buffer, offset);
    }

    @Override
    public void write(ByteBuffer buffer, long offset) throws IOException {
        refuseCancelled();
        if (!writable) {
            throw new ErrnoException("write", file.subject(), Errno.EBADF.number());
        }
        if (offset < 0 || offset + buffer.remaining() > lengthBytes) {
            throw new ErrnoException("write behind the end of", file.subject(), Errno.EFBIG.number());
        }
        writes.readLock().lock();
        try {
            if (revoked) {
                throw new ErrnoException("write", file.subject(), Errno.ECANCELED.number());
            }
            file.write(buffer, offset);
        } finally {
            writes.readLock().unlock();
        }
    }

    @Override
    public void sync() throws IOException {
        file.sync();
    }

    /** For archives alone: what writes by the descriptor could not be stopped when the action is taken away. */
    @Override
    public OptionalInt descriptor() {
        return writable ? OptionalInt.empty() : OptionalInt.of(file.descriptor());
    }

    @Override
    public Optional<String> relativePath() {
        return Optional.empty();
    }

    private void refuseCancelled() throws ErrnoException {
        if (cancelled.isCancelled()) {
            throw new ErrnoException("use", file.subject(), Errno.ECANCELED.number());
        }
    }
}
