// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.console;

import coral.core.internal.node.NodeOwner;
import coral.core.internal.shell.CommandRunner;
import coral.core.internal.shell.NamesWriter;
import coral.core.shell.Invocation;
import coral.core.task.CancelToken;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/**
 * One command as a Gogo function. It returns nothing, since Gogo prints what a function returns; a code other than 0
 * fails the process, so that {@code &&} and {@code ||} work, and is left in the session's variable {@code exit}.
 */
final class GogoFunction implements Function {
    private final String name;
    private final CommandRunner runner;

    GogoFunction(String name, CommandRunner runner) {
        this.name = name;
        this.runner = runner;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) {
        List<String> words = new ArrayList<>();
        words.add(name);
        arguments.forEach(argument -> words.add(String.valueOf(argument)));
        Process process = Process.Utils.current();
        Attachment attachment = Attachment.of(session);
        CancelToken cancel = attachment.begin();
        try {
            int exit = runner.run(words, invocation(session, attachment, process, cancel));
            session.put("exit", exit);
            if (exit != 0 && process != null) {
                process.error(exit);
            }
        } finally {
            attachment.end(cancel);
        }
        return null;
    }

    private static Invocation invocation(
            CommandSession session, Attachment attachment, @Nullable Process process, CancelToken cancel) {
        OutputStream out = process == null ? session.getConsole() : process.out();
        OutputStream err = process == null ? session.getConsole() : process.err();
        boolean terminal = process != null && process.isTty(1);
        return new Invocation(
                NodeOwner.caller(),
                attachment.directory(),
                attachment.environment(),
                terminal ? attachment.size() : null,
                process == null ? session.getKeyboard() : process.in(),
                out,
                new PrintWriter(new NamesWriter(out), terminal),
                new PrintWriter(new NamesWriter(err), true),
                cancel);
    }
}
