// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.caller.Caller;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.operation.FileLine;
import coral.hsm.agent.internal.operation.FileResult;
import coral.hsm.agent.internal.operation.FileSystems;
import coral.hsm.agent.internal.operation.FileWork;
import coral.hsm.agent.internal.operation.Target;
import coral.hsm.agent.internal.problem.HsmProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The files that a request names, looked up with the rights of its user. Immutable. */
final class Paths {
    static final int MOST = 1000;

    private final FileSystems fileSystems;
    private final Caller caller;
    private final List<String> paths;

    /** Refuses none, too many, and those that begin at no root: nothing is done then. */
    Paths(FileSystems fileSystems, Caller caller, List<String> paths) throws ProblemException {
        if (paths.isEmpty() || paths.size() > MOST) {
            throw HsmProblems.wrongNumberOfPaths(paths.size(), MOST).exception();
        }
        for (String path : paths) {
            if (path == null || !path.startsWith("/") || path.indexOf('\0') >= 0) {
                throw HsmProblems.notAbsolute(String.valueOf(path)).exception();
            }
        }
        this.fileSystems = fileSystems;
        this.caller = caller;
        this.paths = List.copyOf(new LinkedHashSet<>(paths));
    }

    /** Does this with each file, in the order named. */
    List<FileLine> each(FileWork work) throws InterruptedException {
        return all(results -> work.each(caller, results));
    }

    /** Hands all files to what {@code sink} makes; lines in the order in which the paths were named. */
    List<FileLine> all(Function<FileResult.Sink, Target.Sink> sink) throws InterruptedException {
        Map<String, FileLine> lines = new HashMap<>();
        Target.Sink files = sink.apply(result -> lines.put(result.line().path(), result.line()));
        for (String path : paths) {
            visit(path, files);
        }
        files.finish();
        // Another name of a file that was asked for under its first name has no line.
        return new ArrayList<>(
                paths.stream().map(lines::get).filter(Objects::nonNull).toList());
    }

    private void visit(String path, Target.Sink files) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the node stops");
        }
        try {
            files.file(fileSystems.find(caller, path, path));
        } catch (ProblemException e) {
            files.failed(path, e.problem());
        }
    }
}
