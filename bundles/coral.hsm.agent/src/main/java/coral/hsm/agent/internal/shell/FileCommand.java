// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.operation.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that works on files, one after the other; one that fails does not hinder those after it. */
abstract class FileCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--json", description = "One line of JSON for each file.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    FileCommand(Context context) {
        this.context = context;
    }

    @Override
    public final Integer call() throws ProblemException, InterruptedException {
        if (PathWalk.isEmpty(paths())) {
            throw usage("no FILE and no --filelist was given");
        }
        if (paths().isNull() && paths().list() == null) {
            throw usage("--null needs --filelist");
        }
        checkOptions();
        Report report = new Report(context.invocation(), json);
        new PathWalk(context, paths(), sink(report)).visit();
        return report.exitCode();
    }

    /** The files named. */
    abstract PathArguments paths();

    /** What is done with each. */
    abstract Target.Sink sink(Report report);

    /** Refuses options that do not go together, by {@link #usage}, or that name what is not there. */
    void checkOptions() throws ProblemException {}

    Context context() {
        return context;
    }

    boolean isJson() {
        return json;
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
