// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Directory;
import coral.core.problem.ProblemException;
import coral.hsm.mover.Outcome;
import java.io.IOException;
import java.util.Optional;

/** Removes objects. Safe for use by many threads. */
final class ObjectRemover {
    private final ArchivePlace place;
    private final ObjectTree tree = new ObjectTree();

    ObjectRemover(ArchivePlace place) {
        this.place = place;
    }

    Outcome remove(ObjectId id) {
        String what = "remove of object " + id;
        try (Directory root = place.open()) {
            Optional<Directory> shelf = tree.find(root, id);
            if (shelf.isPresent()) {
                try (Directory directory = shelf.get()) {
                    directory.unlink(id.text());
                    // Also when there was none: the call that removed it may have died before its own sync.
                    directory.sync();
                }
            }
            return new Outcome.Done(0, Optional.empty());
        } catch (ProblemException e) {
            return Failures.of(what, e);
        } catch (IOException e) {
            return Failures.of(what, e);
        }
    }
}
