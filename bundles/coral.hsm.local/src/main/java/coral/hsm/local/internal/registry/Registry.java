// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.caller.Caller;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.disk.Probe;
import coral.hsm.local.internal.disk.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The file systems of this node: durable list, and those that can be used now. Safe for use by many threads; its lock is
 * held for changes by people, never while a device is looked at that may hang.
 */
public final class Registry implements AutoCloseable {
    private final RegistryFile file;
    private final Opener opener;
    private final Roster roster;

    /** Told, one call at a time, when a file system can be used and before it cannot be any more. */
    public interface Listener {
        /** It can be used. */
        void opened(LocalFileSystem fileSystem);

        /** It is about to close. */
        void closing(LocalFileSystem fileSystem);
    }

    /** A registry kept in {@code directory}. */
    public Registry(Path directory, Clock clock, Listener listener) {
        this(directory, new Opener(directory, clock), listener);
    }

    Registry(Path directory, Opener opener, Listener listener) {
        this.file = new RegistryFile(directory);
        this.opener = opener;
        this.roster = new Roster(opener, listener);
    }

    /** Opens all file systems that are there; others are listed as offline. */
    public void start() throws IOException {
        synchronized (this) {
            roster.list(file.read());
        }
        roster.openAll();
    }

    /** Looks again for those whose directory was missing, and opens them; may be called while another call hangs. */
    public void retry() {
        roster.retry();
    }

    /** All file systems in the order they were added. */
    public List<OpenFileSystem> list() {
        return roster.list();
    }

    /** The file system with this name. */
    public OpenFileSystem get(String name) throws ProblemException {
        return roster.list().stream()
                .filter(f -> f.registration().name().equals(name))
                .findFirst()
                .orElseThrow(() -> RegistryProblems.unknown(name).exception());
    }

    /**
     * Adds a directory. Durable when it returns.
     *
     * @param name empty for the directory's own name
     * @param dryRun only checks
     * @throws ProblemException when the directory cannot be used; nothing has changed then
     */
    public Registration add(Caller caller, String path, Optional<String> name, boolean dryRun) throws ProblemException {
        refuseOthers(caller);
        String real = Opener.realDirectory(path);
        String chosen = name.orElse(real.substring(real.lastIndexOf('/') + 1));
        if (!chosen.matches("[a-zA-Z0-9_-]{1,32}")) {
            throw RegistryProblems.badName(chosen).exception();
        }
        Registration wanted = new Registration(chosen, real, UUID.randomUUID().toString());
        refuseTaken(wanted);
        Volume.Traits traits = Probe.check(real);
        return dryRun ? wanted : record(wanted, traits);
    }

    private void refuseTaken(Registration wanted) throws ProblemException {
        for (OpenFileSystem other : roster.list()) {
            if (other.registration().overlaps(wanted.path())) {
                throw RegistryProblems.overlaps(wanted.path(), other.registration())
                        .exception();
            }
            if (other.registration().name().equals(wanted.name())) {
                throw RegistryProblems.nameTaken(wanted.name()).exception();
            }
        }
    }

    /**
     * Forgets a file system and its catalogue; its files and their copies stay. Durable when it returns.
     *
     * @return what is forgotten, for people
     * @throws ProblemException while files are released there or requests live
     */
    public synchronized String remove(Caller caller, String name, boolean dryRun) throws ProblemException {
        refuseOthers(caller);
        OpenFileSystem found = get(name);
        LocalFileSystem open = found.fileSystem();
        if (open == null) {
            throw RegistryProblems.offline(name, reason(found)).exception();
        }
        found.refuseUsed();
        String forgotten = "the catalogue of " + name + " with the places of " + open.copies() + " archived copies ("
                + opener.data(found.registration()) + ")";
        if (!dryRun) {
            try {
                forget(found);
            } catch (IOException e) {
                throw new ProblemException(RegistryProblems.failed("removing " + name, e), e);
            }
        }
        return forgotten;
    }

    /**
     * Counts what {@link #rebuild} would find, and changes nothing.
     *
     * @throws ProblemException when the directory cannot be read
     */
    public Rebuild.Report count(Caller caller, String name) throws ProblemException {
        refuseOthers(caller);
        Registration registration = get(name).registration();
        try {
            return opener.scan(registration).count();
        } catch (IOException e) {
            throw new ProblemException(RegistryProblems.failed("looking at " + name, e), e);
        }
    }

    /**
     * Makes the catalogue again from the hints on the files; the old journal is kept aside.
     *
     * @param force even if it has a catalogue that can be used
     * @throws ProblemException while requests live, or without {@code force} while it has a catalogue
     */
    public Rebuild.Report rebuild(Caller caller, String name, boolean force) throws ProblemException {
        refuseOthers(caller);
        OpenFileSystem found = get(name);
        OpenFileSystem claimed = claimed(found, force);
        Registration registration = claimed.registration();
        try {
            long leastCookie = roster.shut(found);
            return opener.scan(registration).into(opener.data(registration), leastCookie);
        } catch (IOException e) {
            throw new ProblemException(RegistryProblems.failed("rebuilding " + name, e), e);
        } finally {
            roster.open(claimed);
        }
    }

    /** With the lock: nobody removes it meanwhile. */
    private synchronized OpenFileSystem claimed(OpenFileSystem found, boolean force) throws ProblemException {
        refuseRebuild(found, force);
        return roster.claim(found)
                .orElseThrow(() ->
                        RegistryProblems.opening(found.registration().name()).exception());
    }

    private static void refuseRebuild(OpenFileSystem found, boolean force) throws ProblemException {
        String name = found.registration().name();
        LocalFileSystem open = found.fileSystem();
        Problem offline = found.offline();
        if (offline != null && RegistryProblems.isOpening(offline)) {
            throw offline.exception();
        }
        if (open != null && !force) {
            throw RegistryProblems.hasCatalogue(name).exception();
        }
        found.refuseLive();
    }

    @Override
    public void close() throws IOException {
        opener.close();
        roster.close();
    }

    private synchronized Registration record(Registration added, Volume.Traits traits) throws ProblemException {
        refuseTaken(added);
        RootMark mark = new RootMark(traits.namespace());
        try {
            Optional<String> stranger = mark.read(added.path());
            if (stranger.isPresent()) {
                throw RegistryProblems.marked(added.path(), traits.namespace(), stranger.get())
                        .exception();
            }
            mark.write(added.path(), added.uuid());
            List<Registration> registrations = registrations(r -> true);
            registrations.add(added);
            file.write(registrations);
        } catch (IOException e) {
            throw new ProblemException(RegistryProblems.failed("adding " + added.path(), e), e);
        }
        Problem offline = roster.add(opener.opened(added, true)).offline();
        if (offline != null) {
            throw offline.exception();
        }
        return added;
    }

    private void forget(OpenFileSystem found) throws IOException {
        Registration registration = found.registration();
        file.write(registrations(r -> !r.equals(registration)));
        roster.remove(found);
        for (String namespace : List.of("trusted", "user")) {
            new RootMark(namespace).remove(registration.path());
        }
        Rebuild.setAside(opener.data(registration));
    }

    private static void refuseOthers(Caller caller) throws ProblemException {
        if (!caller.isRoot()) {
            throw RegistryProblems.notRoot().exception();
        }
    }

    private List<Registration> registrations(Predicate<Registration> wanted) {
        return new ArrayList<>(roster.list().stream()
                .map(OpenFileSystem::registration)
                .filter(wanted)
                .toList());
    }

    private static String reason(OpenFileSystem found) {
        Problem offline = found.offline();
        return offline == null ? "" : offline.message();
    }
}
