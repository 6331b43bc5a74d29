// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.posix.Directory;
import coral.core.posix.ErrnoException;
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
import java.util.List;
import java.util.Optional;

/**
 * Looks at the directories of file systems and opens those that are whole. It hangs as long as a device does: call it
 * without a lock. Safe for use by many threads, but not for one file system at the same time.
 */
class Opener {
    private final Path directory;
    private final Clock clock;
    private volatile boolean closed;

    /** With catalogues beneath {@code directory}. */
    Opener(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** From now on nothing is opened, whatever a device that hung lets go on. */
    void close() {
        closed = true;
    }

    /** Where the catalogue lies. */
    Path data(Registration registration) {
        return directory.resolve("fs").resolve(registration.uuid());
    }

    /**
     * Opens one, or says why it is offline; never throws.
     *
     * @param isNew whether it may do without a catalogue
     */
    OpenFileSystem opened(Registration registration, boolean isNew) {
        try {
            Volume.Traits traits = traits(registration);
            if (closed) {
                throw RegistryProblems.opening(registration.name()).exception();
            }
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
            return new OpenFileSystem(registration, open(registration, traits), null);
        } catch (ProblemException e) {
            return new OpenFileSystem(registration, null, e.problem());
        } catch (IOException | RuntimeException e) { // One that is broken must not keep the others away.
            return new OpenFileSystem(registration, null, RegistryProblems.failed("opening " + registration.name(), e));
        }
    }

    /** What its directory can do, if it is the one that was registered. */
    private static Volume.Traits traits(Registration registration) throws IOException, ProblemException {
        String real = realDirectory(registration.path());
        refuseUnmarked(registration);
        Volume.Traits traits = Probe.check(real);
        refuseStranger(registration, traits);
        return traits;
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

    /** What looks at all files of one; its directory is there, and the one that was registered. */
    Rebuild scan(Registration registration) throws IOException, ProblemException {
        Volume.Traits traits = Probe.check(realDirectory(registration.path()));
        refuseStranger(registration, traits);
        return new Rebuild(registration, traits, clock);
    }

    /** The directory that a path leads to, without links. */
    static String realDirectory(String path) throws ProblemException {
        try (Directory directory = Directory.at(path);
                Directory links = Directory.at("/proc/self/fd")) {
            return links.readlink(Integer.toString(directory.descriptor()));
        } catch (IOException e) {
            throw new ProblemException(RegistryProblems.notADirectory(path, e), e);
        }
    }
}
