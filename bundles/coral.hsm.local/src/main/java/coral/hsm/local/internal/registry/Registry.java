// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.caller.Caller;
import coral.core.posix.Directory;
import coral.core.posix.ErrnoException;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.store.JournalCopy;
import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.coordinator.Context;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.coordinator.Steps;
import coral.hsm.local.internal.disk.Probe;
import coral.hsm.local.internal.disk.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The file systems of this node: durable list, and those that can be used now. Safe for use by many threads. */
public final class Registry implements AutoCloseable {
    private final Path directory;
    private final Clock clock;
    private final Listener listener;
    private final RegistryFile file;
    /** Changed with this object's lock alone; readers need none, so that a device that hangs does not stop them. */
    private final List<OpenFileSystem> all = new CopyOnWriteArrayList<>();

    /** Told, one call at a time, when a file system can be used and before it cannot be any more. */
    public interface Listener {
        /** It can be used. */
        void opened(LocalFileSystem fileSystem);

        /** It is about to close. */
        void closing(LocalFileSystem fileSystem);
    }

    /** A registry kept in {@code directory}. */
    public Registry(Path directory, Clock clock, Listener listener) {
        this.directory = directory;
        this.clock = clock;
        this.listener = listener;
        this.file = new RegistryFile(directory);
    }

    /** Opens all file systems that are there; others are listed as offline. */
    public synchronized void start() throws IOException {
        List<Registration> registrations = file.read();
        registrations.forEach(r -> all.add(new OpenFileSystem(r, null, RegistryProblems.opening(r.name()))));
        for (int i = 0; i < registrations.size(); i++) {
            all.set(i, opened(registrations.get(i), false));
        }
    }

    /** All file systems in the order they were added. */
    public List<OpenFileSystem> list() {
        return List.copyOf(all);
    }

    /** The file system with this name. */
    public OpenFileSystem get(String name) throws ProblemException {
        return all.stream()
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
    public synchronized Registration add(Caller caller, String path, Optional<String> name, boolean dryRun)
            throws ProblemException {
        refuseOthers(caller);
        String real = realDirectory(path);
        String chosen = name.orElse(real.substring(real.lastIndexOf('/') + 1));
        if (!chosen.matches("[a-zA-Z0-9_-]{1,32}")) {
            throw RegistryProblems.badName(chosen).exception();
        }
        for (OpenFileSystem other : all) {
            if (other.registration().overlaps(real)) {
                throw RegistryProblems.overlaps(real, other.registration()).exception();
            }
            if (other.registration().name().equals(chosen)) {
                throw RegistryProblems.nameTaken(chosen).exception();
            }
        }
        Volume.Traits traits = Probe.check(real);
        Registration wanted = new Registration(chosen, real, UUID.randomUUID().toString());
        return dryRun ? wanted : record(wanted, traits);
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
        refuseUsed(name, open);
        String forgotten = "the catalogue of " + name + " with the places of " + open.copies() + " archived copies ("
                + data(found.registration()) + ")";
        if (!dryRun) {
            try {
                forget(found, open);
            } catch (IOException e) {
                throw new ProblemException(RegistryProblems.failed("removing " + name, e), e);
            }
        }
        return forgotten;
    }

    /** Looks again for those whose directory was missing, and opens them. */
    public synchronized void retry() {
        for (int i = 0; i < all.size(); i++) {
            Problem offline = all.get(i).offline();
            if (offline != null && RegistryProblems.mayPass(offline)) {
                all.set(i, opened(all.get(i).registration(), false));
            }
        }
    }

    /**
     * Counts what {@link #rebuild} would find, and changes nothing.
     *
     * @throws ProblemException when the directory cannot be read
     */
    public synchronized Rebuild.Report count(Caller caller, String name) throws ProblemException {
        refuseOthers(caller);
        return counted(get(name).registration());
    }

    /**
     * Makes the catalogue again from the hints on the files; the old journal is kept aside.
     *
     * @param force even if it has a catalogue that can be used
     * @throws ProblemException while requests live, or without {@code force} while it has a catalogue
     */
    public synchronized Rebuild.Report rebuild(Caller caller, String name, boolean force) throws ProblemException {
        refuseOthers(caller);
        OpenFileSystem found = get(name);
        LocalFileSystem open = found.fileSystem();
        if (open != null && !force) {
            throw RegistryProblems.hasCatalogue(name).exception();
        }
        if (open != null) {
            refuseLive(name, open);
        }
        return rebuilt(found);
    }

    private Rebuild.Report counted(Registration registration) throws ProblemException {
        try {
            return scan(registration).count();
        } catch (IOException e) {
            throw new ProblemException(RegistryProblems.failed("looking at " + registration.name(), e), e);
        }
    }

    private Rebuild.Report rebuilt(OpenFileSystem found) throws ProblemException {
        String name = found.registration().name();
        try {
            long leastCookie = shut(found);
            return scan(found.registration()).into(data(found.registration()), leastCookie);
        } catch (IOException e) {
            throw new ProblemException(RegistryProblems.failed("rebuilding " + name, e), e);
        } finally {
            all.set(all.indexOf(found), opened(found.registration(), false));
        }
    }

    private Rebuild scan(Registration registration) throws IOException, ProblemException {
        Volume.Traits traits = Probe.check(realDirectory(registration.path()));
        refuseStranger(registration, traits);
        return new Rebuild(registration, traits, clock);
    }

    @Override
    public synchronized void close() throws IOException {
        for (OpenFileSystem each : all) {
            shut(each);
        }
        all.clear();
    }

    private OpenFileSystem opened(Registration registration, boolean isNew) {
        try {
            String real = realDirectory(registration.path());
            refuseUnmarked(registration);
            Volume.Traits traits = Probe.check(real);
            refuseStranger(registration, traits);
            if (!isNew && !JournalCopy.isJournal(data(registration))) {
                // An empty catalogue would take released files for new ones that hold zeros.
                throw RegistryProblems.noCatalogue(registration.name(), data(registration))
                        .exception();
            }
            Optional<String> backup = JournalCopy.restored(data(registration));
            if (backup.isPresent()) {
                // It may not know of what was released since: those files would pass for files of zeros.
                throw RegistryProblems.fromBackup(registration.name(), backup.get())
                        .exception();
            }
            LocalFileSystem open = open(registration, traits);
            announce(open);
            return new OpenFileSystem(registration, open, null);
        } catch (ProblemException e) {
            return new OpenFileSystem(registration, null, e.problem());
        } catch (IOException | RuntimeException e) { // One that is broken must not keep the others away.
            return new OpenFileSystem(registration, null, RegistryProblems.failed("opening " + registration.name(), e));
        }
    }

    private void announce(LocalFileSystem open) throws IOException {
        try {
            listener.opened(open);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private LocalFileSystem open(Registration registration, Volume.Traits traits) throws IOException {
        Catalogue catalogue = Catalogue.open(data(registration), clock);
        try {
            Volume volume = Volume.open(registration.path(), traits);
            return LocalFileSystem.open(
                    registration.path(),
                    new Context(registration.name(), catalogue, volume, clock, System::nanoTime, Steps.NONE));
        } catch (IOException | RuntimeException e) {
            catalogue.close();
            throw e;
        }
    }

    /** Before the probe, which writes: what lies below a missing mount may be of any kind, and is not ours. */
    private static void refuseUnmarked(Registration registration) throws ProblemException {
        for (String namespace : List.of("trusted", "user")) {
            try {
                if (new RootMark(namespace).read(registration.path()).equals(Optional.of(registration.uuid()))) {
                    return;
                }
            } catch (ErrnoException e) {
                // It has no such xattrs, so not ours either.
            }
        }
        throw notThere(registration);
    }

    private static void refuseStranger(Registration registration, Volume.Traits traits)
            throws ErrnoException, ProblemException {
        Optional<String> mark = new RootMark(traits.namespace()).read(registration.path());
        if (!mark.equals(Optional.of(registration.uuid()))) {
            throw notThere(registration);
        }
    }

    private static ProblemException notThere(Registration registration) {
        String why = "another file system is at " + registration.path() + ", or its mount is missing";
        return RegistryProblems.offline(registration.name(), why).exception();
    }

    private Registration record(Registration added, Volume.Traits traits) throws ProblemException {
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
        OpenFileSystem opened = opened(added, true);
        all.add(opened);
        Problem offline = opened.offline();
        if (offline != null) {
            throw offline.exception();
        }
        return added;
    }

    private void forget(OpenFileSystem found, LocalFileSystem open) throws IOException {
        Registration registration = found.registration();
        file.write(registrations(r -> !r.equals(registration)));
        all.remove(found);
        listener.closing(open);
        open.close();
        for (String namespace : List.of("trusted", "user")) {
            new RootMark(namespace).remove(registration.path());
        }
        Rebuild.setAside(data(registration));
    }

    private long shut(OpenFileSystem found) throws IOException {
        LocalFileSystem open = found.fileSystem();
        if (open == null) {
            return 0;
        }
        listener.closing(open);
        open.close();
        return open.nextCookie();
    }

    private static void refuseUsed(String name, LocalFileSystem open) throws ProblemException {
        long unsettled = open.unsettled();
        if (unsettled > 0) {
            throw RegistryProblems.inUse(name, unsettled, live(open)).exception();
        }
        refuseLive(name, open);
    }

    private static void refuseLive(String name, LocalFileSystem open) throws ProblemException {
        if (live(open) > 0) {
            throw RegistryProblems.inUse(name, open.unsettled(), live(open)).exception();
        }
    }

    private static long live(LocalFileSystem open) {
        var counts = open.requests().counts();
        return counts.waiting() + counts.started();
    }

    private static void refuseOthers(Caller caller) throws ProblemException {
        if (!caller.isRoot()) {
            throw RegistryProblems.notRoot().exception();
        }
    }

    private static String realDirectory(String path) throws ProblemException {
        try (Directory directory = Directory.at(path);
                Directory links = Directory.at("/proc/self/fd")) {
            return links.readlink(Integer.toString(directory.descriptor()));
        } catch (IOException e) {
            throw new ProblemException(RegistryProblems.notADirectory(path, e), e);
        }
    }

    private List<Registration> registrations(Predicate<Registration> wanted) {
        return new ArrayList<>(
                all.stream().map(OpenFileSystem::registration).filter(wanted).toList());
    }

    private static String reason(OpenFileSystem found) {
        Problem offline = found.offline();
        return offline == null ? "" : offline.message();
    }

    private Path data(Registration registration) {
        return directory.resolve("fs").resolve(registration.uuid());
    }
}
