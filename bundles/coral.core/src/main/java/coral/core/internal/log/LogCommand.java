// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import coral.core.shell.Command;
import coral.core.shell.Invocation;
import org.osgi.service.component.annotations.Component;

/** {@code coral log}: what hangs under it reads and changes the node's log. */
@Component(property = {Command.NAME + "=log", Command.PARENT + "=coral"})
public final class LogCommand implements Command {
    @Override
    public Object create(Invocation invocation) {
        return new Log();
    }

    @picocli.CommandLine.Command(
            name = "log",
            description = "Reads the node's log, and changes what goes into it.",
            subcommandsRepeatable = false)
    private static final class Log {}
}
