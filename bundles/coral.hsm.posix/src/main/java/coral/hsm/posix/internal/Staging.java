// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.ErrnoException;
import coral.core.posix.OpenFile;
import coral.hsm.model.Cookie;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** A file that is not an object yet; gone when closed unless {@link #commit} was called. For one thread. */
final class Staging implements AutoCloseable {
    private final Directory directory;
    private final String name;
    private final Set<String> inFlight;
    private final OpenFile file;
    private boolean committed;

    private Staging(Directory directory, String name, Set<String> inFlight, OpenFile file) {
        this.directory = directory;
        this.name = name;
        this.inFlight = inFlight;
        this.file = file;
    }

    /**
     * Makes a new one. Its name ends at random: when two processes work on one request, as after a node was given up
     * too early, neither can rename what the other still writes.
     *
     * @param inFlight names that must not be swept; its name is among them until closed
     */
    static Staging create(Directory root, Cookie cookie, ObjectId id, Set<String> inFlight) throws ErrnoException {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        String name = Long.toHexString(cookie.value()) + "-" + id + "-" + random;
        Directory directory = root.directory(ObjectTree.STAGING);
        inFlight.add(name);
        try {
            return new Staging(directory, name, inFlight, directory.open(name, Access.CREATE_NEW, 0600));
        } catch (ErrnoException | RuntimeException e) {
            inFlight.remove(name);
            directory.close();
            throw e;
        }
    }

    OpenFile file() {
        return file;
    }

    /** Makes the file durable. */
    void settle(PosixMeter meter) throws ErrnoException {
        meter.fsync(file::sync);
    }

    /** Gives the file, which is durable, the object's name, and makes the name durable. */
    void commit(Directory shelf, ObjectId id, PosixMeter meter) throws ErrnoException {
        // Closed now, so that nothing can fail any more once the object is visible and durable.
        file.close();
        directory.rename(name, shelf, id.text());
        committed = true;
        try {
            meter.fsync(shelf::sync);
        } catch (ErrnoException e) {
            shelf.unlink(id.text());
            throw e;
        }
    }

    @Override
    public void close() throws ErrnoException {
        try (directory;
                file) {
            if (!committed) {
                directory.unlink(name);
            }
        } finally {
            inFlight.remove(name);
        }
    }
}
