// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.core.shell.ErrnoExitCodes;
import coral.hsm.agent.internal.operation.Submitter;
import coral.hsm.agent.internal.operation.Target;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commands that ask for something to be done, by agents and in time. */
abstract class RequestCommand extends FileCommand {
    @Mixin
    private PathArguments.LikeLfs paths = new PathArguments.LikeLfs();

    @Option(names = "--dry-run", description = "Ask for nothing; only say what would become of it.")
    private boolean dryRun;

    RequestCommand(Context context) {
        super(context);
    }

    @Override
    PathArguments paths() {
        return paths;
    }

    abstract HsmAction action();

    ArchiveId archive() {
        return ArchiveId.ANY;
    }

    Blob data() {
        return Blob.EMPTY;
    }

    /** How long to wait for the end of what was asked; null not to wait. */
    @Nullable
    Duration waitLimit() {
        return null;
    }

    @Override
    void checkOptions() throws ProblemException {
        waitLimit();
        context().archives().requireKnown(archive());
    }

    @Override
    Target.Sink sink(Report report) {
        Duration limit = waitLimit();
        @Nullable Waiter waiter = limit == null || dryRun ? null : new Waiter(context(), report, limit, isJson());
        Submitter.Wish wish = new Submitter.Wish(action(), archive(), data(), dryRun);
        return new Submitter(context().caller(), wish, report, waiter);
    }

    /** Commands whose end can be waited for and which bring data for the mover. */
    abstract static class Waitable extends RequestCommand {
        // An upper bound that Duration and the clock of nanoseconds both hold.
        private static final int MOST_SECONDS = 1_000_000_000;

        @Option(
                names = {"-D", "--data"},
                paramLabel = "DATA",
                description = "Bytes for the mover.")
        private @Nullable String data;

        @Option(names = "--wait", description = "Wait until all that was asked has ended.")
        private boolean wait;

        @Option(names = "--timeout-seconds", paramLabel = "N", description = "Wait at most so long.")
        private @Nullable Integer timeoutSeconds;

        Waitable(Context context) {
            super(context);
        }

        @Override
        Blob data() {
            return data == null ? Blob.EMPTY : Blob.of(Names.encode(data));
        }

        @Override
        @Nullable
        Duration waitLimit() {
            Integer seconds = timeoutSeconds;
            if (seconds != null && !wait) {
                throw usage("--timeout-seconds needs --wait");
            }
            if (!wait) {
                return null;
            }
            return Duration.ofSeconds(
                    seconds == null
                            ? MOST_SECONDS
                            : Numbers.within("--timeout-seconds", seconds, 1, MOST_SECONDS, this::usage));
        }
    }

    /** Commands that can name an archive. */
    abstract static class Archived extends Waitable {
        @Option(
                names = {"-a", "--archive"},
                paramLabel = "ID",
                completionCandidates = Known.ArchiveIds.class,
                description = "Archive id, 1 to 4294967295; otherwise the file's own or the default.")
        private @Nullable String archive;

        Archived(Context context) {
            super(context);
        }

        @Override
        ArchiveId archive() {
            return Numbers.archive(archive, this::usage);
        }
    }

    /** {@code hsm archive}. */
    @ErrnoExitCodes
    @Command(name = "archive", description = "Asks for copies of files in an archive.")
    static final class Archive extends Archived {
        Archive(Context context) {
            super(context);
        }

        @Override
        HsmAction action() {
            return HsmAction.ARCHIVE;
        }
    }

    /** {@code hsm restore}. */
    @ErrnoExitCodes
    @Command(name = "restore", description = "Asks for the data of released files to be brought back.")
    static final class Restore extends Waitable {
        Restore(Context context) {
            super(context);
        }

        @Override
        HsmAction action() {
            return HsmAction.RESTORE;
        }
    }

    /** {@code hsm remove}. */
    @ErrnoExitCodes
    @Command(name = "remove", description = "Asks for the copies of files to be removed from the archive.")
    static final class Remove extends Archived {
        Remove(Context context) {
            super(context);
        }

        @Override
        HsmAction action() {
            return HsmAction.REMOVE;
        }
    }

    /** {@code hsm cancel}. */
    @ErrnoExitCodes
    @Command(name = "cancel", description = "Gives up what is asked or under way for files.")
    static final class Cancel extends RequestCommand {
        Cancel(Context context) {
            super(context);
        }

        @Override
        HsmAction action() {
            return HsmAction.CANCEL;
        }
    }
}
