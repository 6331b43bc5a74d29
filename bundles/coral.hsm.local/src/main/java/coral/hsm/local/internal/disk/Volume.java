// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.disk;

import coral.core.lustre.Fid;
import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.FileStatus;
import coral.core.posix.OpenFile;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Token;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The files of one file system, by FID. Safe for use by many threads until closed. */
public final class Volume implements AutoCloseable {
    // Two ticks of the slowest kernel clock (CONFIG_HZ=100).
    private static final Duration COARSE_STEP = Duration.ofMillis(20);

    private static final int MOST_LOOKS = 1000;
    private static final long LARGEST_BLOCK_BYTES = 64 << 10;

    private final Directory root;
    private final Traits traits;

    private Volume(Directory root, Traits traits) {
        this.root = root;
        this.traits = traits;
    }

    /**
     * What the start-up probe found.
     *
     * @param form how handles name inodes
     * @param namespace of the xattrs: {@code trusted}, or {@code user} where that is not allowed
     * @param coarseTimes whether two changes in one clock tick can have the same ctime
     */
    public record Traits(HandleForm form, String namespace, boolean coarseTimes) {}

    /** Opens the directory; {@code traits} are those that {@link Probe} found. */
    public static Volume open(String directory, Traits traits) throws ErrnoException {
        return new Volume(Directory.at(directory), traits);
    }

    /** The root directory. */
    public Directory root() {
        return root;
    }

    /** How handles name inodes. */
    public HandleForm form() {
        return traits.form();
    }

    /**
     * Opens a regular file, wherever its name is.
     *
     * @throws ErrnoException ESTALE when there is no such file any more, EISDIR or EINVAL when it is no regular file
     */
    public OpenFile open(Fid fid, Access access) throws ErrnoException {
        OpenFile file = root.openByHandle(
                form().handle(fid).orElseThrow(() -> new ErrnoException("find", fid.toString(), Errno.ESTALE.number())),
                access);
        FileStatus status = file.status();
        if (status.isRegular()) {
            return file;
        }
        file.close();
        Errno why = status.isDirectory() ? Errno.EISDIR : Errno.EINVAL;
        throw new ErrnoException("open", fid.toString(), why.number());
    }

    /** The file's status; empty when there is no such file any more. */
    public Optional<FileStatus> status(Fid fid) throws ErrnoException {
        try (OpenFile file = open(fid, Access.PATH)) {
            return Optional.of(file.status());
        } catch (ErrnoException e) {
            if (isGone(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether the error says that the file is no more. */
    public static boolean isGone(ErrnoException e) {
        return e.number() == Errno.ESTALE.number() || e.number() == Errno.ENOENT.number();
    }

    /** The FID of an open file. */
    public Fid fid(OpenFile file) throws ErrnoException {
        return form().fid(file.handle());
    }

    /** The file's token, once no later change can have the same one; of a file that never rests, one that proves nothing. */
    public Token token(OpenFile file) throws ErrnoException {
        Token token = Token.of(file.status());
        for (int tries = 0; traits.coarseTimes() && isYoung(token); tries++) {
            if (tries == MOST_LOOKS) {
                return token.unproven();
            }
            LockSupport.parkNanos(COARSE_STEP.toNanos() / 4);
            token = Token.of(file.status());
        }
        return token;
    }

    private static boolean isYoung(Token token) {
        Duration age = Duration.between(token.changed(), Instant.now());
        return !age.isNegative() && age.compareTo(COARSE_STEP) < 0;
    }

    /** Writes what a rebuild needs; one that does not fit goes without the URL. */
    public void writeHint(OpenFile file, Entry entry) throws ErrnoException {
        Hint hint = Hint.of(entry);
        try {
            file.xattrs().set(hintName(), hint.encode());
        } catch (ErrnoException e) {
            Errno why = e.errno();
            if (hint.object() == null || (why != Errno.ENOSPC && why != Errno.E2BIG && why != Errno.ERANGE)) {
                throw e;
            }
            file.xattrs().set(hintName(), hint.withoutUrl().encode());
        }
    }

    /** The hint, if the file has one that was written for it. */
    public Optional<Hint> readHint(OpenFile file) throws ErrnoException {
        Fid fid = fid(file);
        return file.xattrs()
                .get(hintName())
                .flatMap(Hint::decode)
                .filter(h -> h.fid().equals(fid));
    }

    /** Takes the hint away. */
    public void removeHint(OpenFile file) throws ErrnoException {
        file.xattrs().remove(hintName());
    }

    /** Gives all blocks back to the file system; length stays, mtime does not. Not durable yet. */
    public static void punch(OpenFile file) throws ErrnoException {
        long size = file.status().sizeBytes();
        if (size > 0) {
            // A hole that ends within a block only zeroes it: go past the end, whatever the block size.
            file.punch(0, Math.addExact(size, LARGEST_BLOCK_BYTES - 1) & -LARGEST_BLOCK_BYTES);
        }
    }

    /** Gives all blocks back and sets mtime. Not durable yet. */
    public static void empty(OpenFile file, Instant modified) throws ErrnoException {
        punch(file);
        file.setModified(modified);
    }

    @Override
    public void close() throws IOException {
        root.close();
    }

    private String hintName() {
        return traits.namespace() + ".coral.hsm";
    }
}
