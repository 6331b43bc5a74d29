// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.lustre.Fid;
import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Entries;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.FileStatus;
import coral.core.posix.OpenFile;
import coral.core.store.JournalCopy;
import coral.core.store.JournalException;
import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.local.internal.catalogue.Token;
import coral.hsm.local.internal.disk.Hint;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a catalogue from the hints on the files of one file system, which is closed meanwhile. For one thread. */
public final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private final Registration registration;
    private final Volume.Traits traits;
    private final Clock clock;
    private final Map<Fid, Entry> proven = new HashMap<>();
    private long files;
    private long copies;
    private long released;
    private long strangers;

    Rebuild(Registration registration, Volume.Traits traits, Clock clock) {
        this.registration = registration;
        this.traits = traits;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param files regular files looked at
     * @param copies files with a copy
     * @param released those of them that are released
     * @param strangers files with no hint, or with one that was written for another file
     */
    public record Report(long files, long copies, long released, long strangers) {}

    /** Moves a catalogue out of the way, under a name of its own. */
    static void setAside(Path catalogue) throws IOException {
        for (int i = 1; Files.exists(catalogue); i++) {
            Path aside = catalogue.resolveSibling(catalogue.getFileName() + ".old-" + i);
            if (!Files.exists(aside)) {
                Files.move(catalogue, aside);
            }
        }
        syncParent(catalogue);
    }

    /** Looks at all hints and changes nothing. */
    Report count() throws IOException {
        try (Volume volume = Volume.open(registration.path(), traits)) {
            walk(volume, null);
        }
        return new Report(files, copies, released, strangers);
    }

    Report into(Path catalogue, long leastCookie) throws IOException {
        long firstCookie = Math.max(leastCookie, learn(catalogue));
        Path made = catalogue.resolveSibling(catalogue.getFileName() + ".rebuilding");
        removeLeftOver(made);
        try (Catalogue fresh = Catalogue.open(made, clock);
                Volume volume = Volume.open(registration.path(), traits)) {
            fresh.record(Delta.cookies(firstCookie + 1));
            walk(volume, fresh);
            fresh.compact().await();
        }
        if (Files.exists(catalogue)) {
            setAside(catalogue);
        }
        Files.move(made, catalogue);
        syncParent(catalogue);
        return new Report(files, copies, released, strangers);
    }

    /**
     * Reads a catalogue that came from a backup: what it says of a file is true still where the file's hint says the
     * same, since everything that changes one of them writes the hint and so changes the ctime that a release compares.
     *
     * @return the least cookie that it did not give out
     */
    private long learn(Path catalogue) throws IOException {
        if (JournalCopy.restored(catalogue).isEmpty()) {
            return 0;
        }
        try (Catalogue old = Catalogue.open(catalogue, clock)) {
            old.entries(e -> e.phase() == Phase.NONE).forEach(e -> proven.put(e.fid(), e));
            return old.nextCookie();
        } catch (JournalException e) {
            LOG.warn("the restored catalogue {} is of no use, the files' hints are: {}", catalogue, e.getMessage());
            return 0;
        }
    }

    private static void syncParent(Path path) throws IOException {
        Path parent = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a catalogue lies in a directory");
        try (Directory directory = Directory.at(parent.toString())) {
            directory.sync();
        }
    }

    private void walk(Volume volume, @Nullable Catalogue fresh) throws IOException {
        long device = volume.root().status().device();
        Deque<String> directories = new ArrayDeque<>();
        directories.add(".");
        while (!directories.isEmpty()) {
            String path = directories.removeLast();
            try (Directory directory = volume.root().directory(path);
                    Entries entries = directory.entries()) {
                if (directory.status().device() != device) {
                    continue;
                }
                for (var e = entries.next(); e.isPresent(); e = entries.next()) {
                    look(volume, fresh, directory, path, e.get(), directories);
                }
            }
        }
    }

    private void look(
            Volume volume,
            @Nullable Catalogue fresh,
            Directory directory,
            String path,
            Entries.Entry entry,
            Deque<String> directories)
            throws IOException {
        Optional<FileStatus> status = directory.status(entry.name());
        if (status.isPresent() && status.get().isDirectory()) {
            directories.add(path + "/" + entry.name());
        }
        if (status.isEmpty() || !status.get().isRegular()) {
            return;
        }
        try (OpenFile file = directory.open(entry.name(), Access.READ)) {
            files++;
            Optional<Hint> hint = volume.readHint(file);
            if (hint.isEmpty()) {
                strangers++;
            } else {
                Entry known = proven.get(hint.get().fid());
                Entry made = known != null && hint.get().tells(known) ? known : entry(hint.get(), file.status());
                copies += made.object() == null ? 0 : 1;
                released += made.released() ? 1 : 0;
                if (fresh != null) {
                    fresh.record(Delta.of(made));
                }
            }
        } catch (ErrnoException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    private static Entry entry(Hint hint, FileStatus status) {
        // Nothing proves that the data is still what was archived: it counts as dirty, so that it is archived again.
        Token now = Token.of(status).unproven();
        Stub stub = hint.stub();
        boolean released = hint.state().has(HsmFlag.RELEASED) && stub != null;
        var state = released ? hint.state() : unproven(hint.state());
        Entry entry = Entry.fresh(hint.fid()).with(state).copied(hint.object(), now);
        return released ? entry.in(Phase.NONE, stub) : entry;
    }

    private static HsmState unproven(HsmState state) {
        Set<HsmFlag> dirty = state.has(HsmFlag.EXISTS) ? Set.of(HsmFlag.DIRTY) : Set.of();
        return state.with(dirty, Set.of(HsmFlag.RELEASED));
    }

    private static void removeLeftOver(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
