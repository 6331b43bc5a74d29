// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.command;

import coral.core.shell.Command;
import coral.core.shell.Invocation;
import org.osgi.service.component.annotations.Component;

/** The {@code coral} command, under which the node's own commands and those of other rooms hang. */
@Component(property = Command.NAME + "=coral")
public final class CoralCommand implements Command {
    @Override
    public Object create(Invocation invocation) {
        return new Coral();
    }

    @picocli.CommandLine.Command(
            name = "coral",
            description = "Looks after this node.",
            footer = {"", "bin/coral start, run, restore and demo work without a running node; exec calls any command."
            })
    private static final class Coral {}
}
