// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.caller.Caller;
import coral.core.posix.Directory;
import coral.core.posix.Entries;
import coral.core.posix.FileStatus;
import coral.core.posix.Impersonation;
import coral.core.problem.Problem;
import coral.hsm.agent.internal.problem.HsmProblems;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds all regular files of a tree with the caller's rights. Symbolic links are not followed, other file systems not
 * entered. Holds the names of directories still to be read, but never those of files. For one thread.
 */
final class TreeWalk {
    private static final int AT_ONCE = 256;

    private final Caller caller;
    private final Deque<String> pending = new ArrayDeque<>();

    TreeWalk(Caller caller) {
        this.caller = caller;
    }

    /** What is told of the tree. */
    interface Found {
        /** A regular file, by its path from the top. */
        void file(String path) throws InterruptedException;

        /** A directory that could not be read, by its path from the top; empty for the top itself. */
        void failed(String path, Problem problem);
    }

    private record Step(String name, boolean directory) {}

    /** Walks the tree whose top is a directory. */
    void walk(String absolutePath, Found found) throws InterruptedException {
        try (Directory top = Impersonation.as(caller, () -> Directory.at(absolutePath))) {
            long device = top.status().device();
            pending.push("");
            while (!pending.isEmpty()) {
                read(top, pending.pop(), device, found);
            }
        } catch (IOException e) {
            found.failed("", HsmProblems.unreadable(e));
        }
    }

    private void read(Directory top, String path, long device, Found found) throws InterruptedException {
        try (Directory directory = Impersonation.as(caller, () -> top.directory(path.isEmpty() ? "." : path));
                Entries entries = Impersonation.as(caller, directory::entries)) {
            List<Step> steps;
            do {
                steps = Impersonation.as(caller, () -> some(directory, entries, device));
                for (Step step : steps) {
                    String below = path.isEmpty() ? step.name() : path + "/" + step.name();
                    if (step.directory()) {
                        pending.push(below);
                    } else {
                        found.file(below);
                    }
                }
            } while (!steps.isEmpty());
        } catch (IOException e) {
            found.failed(path, HsmProblems.unreadable(e));
        }
    }

    /** The next few files and directories; none at the end. */
    private static List<Step> some(Directory directory, Entries entries, long device) throws IOException {
        List<Step> steps = new ArrayList<>();
        while (steps.size() < AT_ONCE) {
            Optional<Entries.Entry> entry = entries.next();
            if (entry.isEmpty()) {
                break;
            }
            step(directory, entry.get(), device).ifPresent(steps::add);
        }
        return steps;
    }

    private static Optional<Step> step(Directory directory, Entries.Entry entry, long device) throws IOException {
        Optional<FileStatus.Type> type = entry.type();
        if (type.filter(FileStatus.Type.REGULAR::equals).isPresent()) {
            return Optional.of(new Step(entry.name(), false));
        }
        if (type.isPresent() && type.get() != FileStatus.Type.DIRECTORY) {
            return Optional.empty();
        }
        // A directory may be a mount point, and some file systems give no type with a name.
        return directory
                .status(entry.name())
                .filter(status -> status.device() == device)
                .filter(status -> status.isRegular() || status.isDirectory())
                .map(status -> new Step(entry.name(), status.isDirectory()));
    }
}
