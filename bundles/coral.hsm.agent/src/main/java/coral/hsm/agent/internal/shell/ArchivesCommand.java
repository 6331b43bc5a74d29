// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.ErrnoExitCodes;
import coral.core.shell.Json;
import coral.hsm.agent.internal.archive.ArchiveDraft;
import coral.hsm.agent.internal.operation.ArchiveLine;
import coral.hsm.agent.internal.operation.Archives;
import coral.hsm.model.ArchiveId;
import coral.hsm.mover.MoverType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hsm archives}: which archives there are. */
@ErrnoExitCodes
@Command(name = "archives", description = "Adds, changes, lists and removes archives.")
final class ArchivesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "one of add, set, ls, remove is needed");
    }

    /** The command with all that hangs under it. */
    static CommandSpec spec(Context context, IFactory known) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new ArchivesCommand());
        List<MoverType> types = context.agent().types().all();
        Add add = new Add(context);
        spec.addSubcommand("add", MoverOptions.spec(CommandSpec.forAnnotatedObject(add, known), add.options, types));
        SetKeys set = new SetKeys(context);
        spec.addSubcommand("set", MoverOptions.spec(CommandSpec.forAnnotatedObject(set, known), set.options, types));
        spec.addSubcommand("ls", CommandSpec.forAnnotatedObject(new Ls(context)));
        spec.addSubcommand("remove", CommandSpec.forAnnotatedObject(new Remove(context), known));
        return spec;
    }

    /** What commands about one archive share. */
    abstract static class OfOne implements Callable<Integer> {
        private final Context context;

        @Parameters(
                index = "0",
                paramLabel = "ID",
                completionCandidates = Known.ArchiveIds.class,
                description = "Archive id, 1 to 4294967295.")
        private String id;

        @Option(names = "--dry-run", description = "Change nothing; only check.")
        private boolean dryRun;

        @Spec
        private CommandSpec spec;

        OfOne(Context context) {
            this.context = context;
        }

        abstract void change(ArchiveId archive, boolean dry) throws ProblemException;

        @Override
        public final Integer call() throws ProblemException {
            ArchiveId archive = Numbers.archive(id, this::usage);
            change(archive, dryRun);
            return 0;
        }

        Context context() {
            return context;
        }

        void say(String text) {
            context.invocation().out().println(text);
        }

        int threads(int number) {
            return Numbers.within("--threads", number, 1, Archives.MOST_THREADS, this::usage);
        }

        ParameterException usage(String message) {
            return new ParameterException(spec.commandLine(), message);
        }
    }

    /** {@code hsm archives add}. */
    @ErrnoExitCodes
    @Command(name = "add", description = "Adds an archive and marks its place as this archive's.")
    static final class Add extends OfOne {
        private final MoverOptions options = new MoverOptions();

        @Option(
                names = "--type",
                required = true,
                paramLabel = "TYPE",
                completionCandidates = Known.MoverTypeNames.class,
                description = "Mover type, such as posix.")
        private String type;

        @Option(
                names = "--threads",
                paramLabel = "N",
                defaultValue = "4",
                description = "Workers, 1 to 256; ${DEFAULT-VALUE} when not given.")
        private int threads;

        @Option(names = "--adopt", description = "Take a place again that was an archive before, with its copies.")
        private boolean adopt;

        Add(Context context) {
            super(context);
        }

        @Override
        void change(ArchiveId archive, boolean dry) throws ProblemException {
            ArchiveDraft draft = new ArchiveDraft(archive, type, threads(threads), options.given(this::usage), adopt);
            boolean fresh = context().archives().add(context().caller(), draft, dry);
            if (!fresh) {
                say("archive " + archive + " is there already, configured the same");
            } else {
                say("archive " + archive + (dry ? ": would be added" : ": added"));
            }
        }
    }

    /** {@code hsm archives set}. */
    @ErrnoExitCodes
    @Command(name = "set", description = "Changes keys of an archive; the others stay.")
    static final class SetKeys extends OfOne {
        private final MoverOptions options = new MoverOptions();

        @Option(names = "--threads", paramLabel = "N", description = "Workers, 1 to 256.")
        private @Nullable Integer threads;

        SetKeys(Context context) {
            super(context);
        }

        @Override
        void change(ArchiveId archive, boolean dry) throws ProblemException {
            Integer wanted = threads;
            Map<String, String> given = options.given(this::usage);
            if (wanted == null && given.isEmpty()) {
                throw usage("no key was given");
            }
            OptionalInt workers = wanted == null ? OptionalInt.empty() : OptionalInt.of(threads(wanted));
            context().archives().set(context().caller(), archive, workers, given, dry);
            say("archive " + archive + (dry ? ": would be changed" : ": changed"));
        }
    }

    /** {@code hsm archives remove}. */
    @ErrnoExitCodes
    @Command(name = "remove", description = "Forgets an archive; what lies in its place stays.")
    static final class Remove extends OfOne {
        Remove(Context context) {
            super(context);
        }

        @Override
        void change(ArchiveId archive, boolean dry) throws ProblemException {
            context().archives().remove(context().caller(), archive, dry);
            say("archive " + archive + (dry ? ": would be removed" : ": removed; what lies in its place stays"));
        }
    }

    /** {@code hsm archives ls}. */
    @ErrnoExitCodes
    @Command(name = "ls", description = "Lists archives with their configuration.")
    static final class Ls implements Callable<Integer> {
        private final Context context;

        @Option(names = "--json", description = "One line of JSON for each archive.")
        private boolean json;

        Ls(Context context) {
            this.context = context;
        }

        @Override
        public Integer call() throws ProblemException {
            for (ArchiveLine line : context.archives().lines()) {
                context.invocation().out().println(json ? Json.line(line) : line.text());
            }
            Optional<Problem> problem = context.archives().problem();
            if (problem.isPresent()) {
                throw problem.get().exception();
            }
            return 0;
        }
    }
}
