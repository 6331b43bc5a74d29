// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.shell;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.hsm.filesystem.HsmFile;
import coral.hsm.filesystem.StateChange;
import coral.hsm.local.internal.coordinator.LocalFileSystem;
import coral.hsm.local.internal.registry.OpenFileSystem;
import coral.hsm.local.internal.registry.Registry;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmFlag;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** The two ways out for a released file that somebody has changed. */
abstract class FsConflict implements Callable<Integer> {
    private final Registry registry;
    private final Invocation invocation;

    @CommandLine.Parameters(paramLabel = "FILE", description = "A released file that was changed.")
    private String path;

    FsConflict(Registry registry, Invocation invocation) {
        this.registry = registry;
        this.invocation = invocation;
    }

    abstract void end(LocalFileSystem fileSystem, Fid fid) throws ProblemException;

    @Override
    public Integer call() throws ProblemException {
        if (!invocation.caller().isRoot()) {
            throw Problem.of("CORAL-HSM-140", Errno.EPERM, "only root may decide which content of a file counts")
                    .exception();
        }
        String absolute = invocation.absolute(path);
        for (OpenFileSystem each : registry.list()) {
            LocalFileSystem open = each.fileSystem();
            Optional<HsmFile> file = open == null ? Optional.empty() : open.find(invocation.caller(), absolute);
            if (open != null && file.isPresent()) {
                end(open, file.get().fid());
                return 0;
            }
        }
        throw Problem.of("CORAL-HSM-141", Errno.EINVAL, Names.printable(absolute) + " lies in no local file system")
                .exception();
    }

    @CommandLine.Command(
            name = "keep",
            description = "What a released file holds now counts; it is dirty and no longer released.")
    static final class Keep extends FsConflict {
        private final Invocation invocation;

        Keep(Registry registry, Invocation invocation) {
            super(registry, invocation);
            this.invocation = invocation;
        }

        @Override
        void end(LocalFileSystem fileSystem, Fid fid) throws ProblemException {
            StateChange keep = new StateChange(Set.of(HsmFlag.DIRTY), Set.of(HsmFlag.RELEASED), ArchiveId.ANY, false);
            fileSystem.files().change(invocation.caller(), fid, keep);
        }
    }

    @CommandLine.Command(
            name = "discard",
            description = "Gives up what was written to a released file; the archived copy counts.")
    static final class Discard extends FsConflict {
        Discard(Registry registry, Invocation invocation) {
            super(registry, invocation);
        }

        @Override
        void end(LocalFileSystem fileSystem, Fid fid) throws ProblemException {
            fileSystem.discard(fid);
        }
    }
}
