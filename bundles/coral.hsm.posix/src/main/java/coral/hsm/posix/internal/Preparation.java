// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Entries;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.Names;
import coral.core.posix.OpenFile;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** Makes an empty directory an archive's. The marker comes last: what a crash leaves before it counts as empty. */
final class Preparation {
    private static final Set<String> OWN = Set.of(ObjectTree.OBJECTS, ObjectTree.STAGING);
    private static final String LOST_AND_FOUND = "lost+found";

    private final ArchivePlace place;

    Preparation(ArchivePlace place) {
        this.place = place;
    }

    /** The uuid of the archive that the directory is marked for. */
    Optional<String> owner() throws ProblemException {
        try (Directory root = Directory.at(place.root())) {
            return owner(root);
        } catch (ErrnoException e) {
            throw refused("CORAL-POSIX-020", e.errno(), "cannot be looked at: " + e.getMessage());
        } catch (IOException e) {
            throw refused("CORAL-POSIX-023", Errno.EEXIST, "has a marker that is not understood: " + e.getMessage());
        }
    }

    void run() throws ProblemException {
        try (Directory root = Directory.at(place.root())) {
            Optional<String> owner = owner(root);
            if (owner.isEmpty()) {
                refuseUnlessEmpty(root);
                lay(root);
                owner = Optional.of(ArchivePlace.marker(root).uuid());
            }
            if (!owner.get().equals(place.uuid())) {
                throw refused(
                        "CORAL-POSIX-021",
                        Errno.EEXIST,
                        "belongs to archive " + Names.printable(owner.get()) + " (add that one again with --adopt)");
            }
        } catch (ErrnoException e) {
            throw refused("CORAL-POSIX-020", e.errno(), "cannot be made an archive: " + e.getMessage());
        } catch (IOException e) {
            throw refused("CORAL-POSIX-023", Errno.EEXIST, "has a marker that is not understood: " + e.getMessage());
        }
    }

    private static Optional<String> owner(Directory root) throws IOException {
        if (root.status(ArchiveMarker.NAME).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ArchivePlace.marker(root).uuid());
    }

    private void refuseUnlessEmpty(Directory root) throws ErrnoException, ProblemException {
        try (Entries entries = root.entries()) {
            for (Optional<Entries.Entry> e = entries.next(); e.isPresent(); e = entries.next()) {
                String name = e.get().name();
                boolean ours = (OWN.contains(name) && isEmptyDirectory(root, name))
                        || name.startsWith(ArchiveMarker.NAME + ".")
                        || name.equals(LOST_AND_FOUND);
                if (!ours) {
                    throw refused(
                            "CORAL-POSIX-022",
                            Errno.ENOTEMPTY,
                            "is not empty: it holds '" + Names.printable(name) + "'");
                }
            }
        }
    }

    private static boolean isEmptyDirectory(Directory root, String name) throws ErrnoException {
        if (!root.status(name).orElseThrow().isDirectory()) {
            return false;
        }
        try (Directory directory = root.directory(name);
                Entries entries = directory.entries()) {
            return entries.next().isEmpty();
        }
    }

    /** A link and not a rename: of two archives that are laid at once, one finds the marker of the other. */
    private void lay(Directory root) throws ErrnoException {
        for (String name : OWN) {
            root.ensure(name, 0700);
        }
        String staging = ArchiveMarker.NAME + "." + place.uuid();
        try {
            write(root, staging);
            root.link(staging, ArchiveMarker.NAME);
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
        } finally {
            root.unlink(staging);
        }
        root.sync();
    }

    private void write(Directory root, String name) throws ErrnoException {
        byte[] marker = new ArchiveMarker(place.uuid()).encode();
        try (OpenFile file = root.open(name, Access.CREATE_OR_TRUNCATE, 0600)) {
            file.write(ByteBuffer.allocateDirect(marker.length).put(marker).flip(), 0);
            file.sync();
        }
    }

    private ProblemException refused(String code, Errno errno, String what) {
        String message = "archive root " + Names.printable(place.root()) + " " + what;
        return new Problem(code, errno, message, "give an empty directory that is there").exception();
    }
}
