// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.operation.Target;
import coral.hsm.agent.internal.problem.HsmProblems;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what a caller named (paths, a list of them, directories) into files, one by one. For one thread. */
final class PathWalk {
    private final Context context;
    private final PathArguments arguments;
    private final Target.Sink sink;

    PathWalk(Context context, PathArguments arguments, Target.Sink sink) {
        this.context = context;
        this.arguments = arguments;
        this.sink = sink;
    }

    /** Visits all, in the order they were named. */
    void visit() throws ProblemException, InterruptedException {
        for (String path : arguments.files()) {
            path(path);
        }
        String list = arguments.list();
        if (list != null) {
            list(list);
        }
        context.checkCancelled();
        sink.finish();
    }

    private void list(String list) throws ProblemException, InterruptedException {
        if (list.equals("-")) {
            names(new NameList(context.invocation().in(), arguments.separator(), "standard input"));
            return;
        }
        try (InputStream in =
                FileStream.open(context.caller(), context.invocation().absolute(list))) {
            names(new NameList(in, arguments.separator(), list));
        } catch (IOException e) {
            throw new ProblemException(HsmProblems.unreadableList(list, e), e);
        }
    }

    private void names(NameList names) throws ProblemException, InterruptedException {
        try {
            Optional<String> name = names.next();
            while (name.isPresent()) {
                path(name.get());
                name = names.next();
            }
        } catch (ProblemException e) {
            // What was named before is worked on all the same.
            sink.finish();
            throw e;
        }
    }

    private void path(String shown) throws InterruptedException {
        path(shown, true);
    }

    private void path(String shown, boolean named) throws InterruptedException {
        context.checkCancelled();
        String absolute = context.invocation().absolute(shown);
        try {
            sink.file(context.fileSystems().find(context.caller(), absolute, shown));
        } catch (ProblemException e) {
            if (e.problem().errno() == Errno.EISDIR && named) {
                directory(shown, absolute);
            } else {
                sink.failed(shown, e.problem());
            }
        }
    }

    private void directory(String shown, String absolute) throws InterruptedException {
        if (!arguments.isRecursive()) {
            sink.failed(shown, HsmProblems.directory(shown));
            return;
        }
        String prefix = shown.endsWith("/") ? shown : shown + "/";
        new TreeWalk(context.caller()).walk(absolute, new TreeWalk.Found() {
            @Override
            public void file(String path) throws InterruptedException {
                path(prefix + path, false);
            }

            @Override
            public void failed(String path, Problem problem) {
                sink.failed(path.isEmpty() ? shown : prefix + path, problem);
            }

            private void path(String below, boolean named) throws InterruptedException {
                PathWalk.this.path(below, named);
            }
        });
    }

    /** Whether anything was named at all. */
    static boolean isEmpty(PathArguments arguments) {
        @Nullable String list = arguments.list();
        return arguments.files().isEmpty() && list == null;
    }
}
