// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Directory;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import java.util.BitSet;
import java.util.Optional;

/**
 * The directories {@code objects/abc} of an archive. They are opened one by one, so that no symbolic link is followed
 * at any level. Safe for use by many threads.
 */
final class ObjectTree {
    static final String OBJECTS = "objects";
    static final String STAGING = "staging";

    private static final int PERMISSIONS = 0700;

    /** Directories whose names are known to be on the device. */
    private final BitSet durable = new BitSet(ObjectId.SHELVES);

    /** The directory that an object is in; empty when there is none. */
    Optional<Directory> find(Directory root, ObjectId id) throws ErrnoException {
        try (Directory objects = root.directory(OBJECTS)) {
            return Optional.of(objects.directory(id.shelf()));
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The directory that an object is to be in, made; its name is durable after {@link Shelf#settle}. */
    Shelf make(Directory root, ObjectId id) throws ErrnoException {
        try (Directory objects = root.directory(OBJECTS)) {
            boolean made = objects.ensure(id.shelf(), PERMISSIONS);
            // Another thread may have made it an instant ago and not have synced it yet.
            return new Shelf(objects.directory(id.shelf()), id, made || !isDurable(id));
        }
    }

    /** Where an object is to be. For one thread. */
    final class Shelf implements AutoCloseable {
        private final Directory directory;
        private final ObjectId id;
        private final boolean fresh;

        private Shelf(Directory directory, ObjectId id, boolean fresh) {
            this.directory = directory;
            this.id = id;
            this.fresh = fresh;
        }

        Directory directory() {
            return directory;
        }

        /** Makes the directory's name durable. */
        void settle(Directory root) throws ErrnoException {
            if (!fresh) {
                return;
            }
            try (Directory objects = root.directory(OBJECTS)) {
                objects.sync();
                setDurable(id);
            }
        }

        @Override
        public void close() throws ErrnoException {
            directory.close();
        }
    }

    private boolean isDurable(ObjectId id) {
        synchronized (durable) {
            return durable.get(id.shelfNumber());
        }
    }

    private void setDurable(ObjectId id) {
        synchronized (durable) {
            durable.set(id.shelfNumber());
        }
    }
}
