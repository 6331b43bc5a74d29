// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.shell.ErrnoExitCodes;
import coral.hsm.agent.internal.operation.FileWork;
import coral.hsm.agent.internal.operation.Target;
import coral.hsm.filesystem.StateChange;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmFlag;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hsm set} and {@code hsm clear}: flags, by hand. */
abstract class FlagCommand extends FileCommand {
    @Mixin
    private PathArguments.LongOnly paths = new PathArguments.LongOnly();

    @Mixin
    private FlagOptions flags = new FlagOptions();

    @Option(names = "--dry-run", description = "Change nothing; only show the state that would be.")
    private boolean dryRun;

    FlagCommand(Context context) {
        super(context);
    }

    @Override
    PathArguments paths() {
        return paths;
    }

    abstract StateChange change(Set<HsmFlag> given, boolean dry);

    abstract ArchiveId archive();

    @Override
    void checkOptions() {
        if (flags.flags().isEmpty() && archive().equals(ArchiveId.ANY)) {
            throw usage("no flag was given");
        }
    }

    @Override
    Target.Sink sink(Report report) {
        return FileWork.change(change(flags.flags(), dryRun)).each(context().caller(), report);
    }

    /** {@code hsm set}. */
    @ErrnoExitCodes
    @Command(name = "set", description = "Sets HSM flags of files.")
    static final class SetFlags extends FlagCommand {
        @Option(
                names = {"-i", "--archive-id"},
                paramLabel = "N",
                completionCandidates = Known.ArchiveIds.class,
                description = "Record this archive id, 1 to 4294967295.")
        private @Nullable String archive;

        SetFlags(Context context) {
            super(context);
        }

        @Override
        ArchiveId archive() {
            return Numbers.archive(archive, this::usage);
        }

        @Override
        StateChange change(Set<HsmFlag> given, boolean dry) {
            return new StateChange(given, Set.of(), archive(), dry);
        }
    }

    /** {@code hsm clear}. */
    @ErrnoExitCodes
    @Command(name = "clear", description = "Clears HSM flags of files.")
    static final class ClearFlags extends FlagCommand {
        ClearFlags(Context context) {
            super(context);
        }

        @Override
        ArchiveId archive() {
            return ArchiveId.ANY;
        }

        @Override
        StateChange change(Set<HsmFlag> given, boolean dry) {
            return new StateChange(Set.of(), given, ArchiveId.ANY, dry);
        }
    }
}
