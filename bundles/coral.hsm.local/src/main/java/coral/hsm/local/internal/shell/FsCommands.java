// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.shell;

import coral.core.shell.Command;
import coral.core.shell.ErrnoExitCodes;
import coral.core.shell.Invocation;
import coral.core.shell.Words;
import coral.hsm.local.internal.LocalHsm;
import coral.hsm.local.internal.registry.Registry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;

/** {@code hsm fs}: the file systems of this node. */
@Component(property = {Command.NAME + "=fs", Command.PARENT + "=hsm"})
public final class FsCommands implements Command {
    private final Registry registry;

    /** Takes the node's file systems. */
    @Activate
    public FsCommands(@Reference LocalHsm hsm) {
        this(hsm.registry());
    }

    FsCommands(Registry registry) {
        this.registry = registry;
    }

    @Override
    public Object create(Invocation invocation) {
        return new CommandLine(new Fs(), Words.factory(new Names(registry)))
                .addSubcommand(new FsAdd(registry, invocation))
                .addSubcommand(new FsLs(registry, invocation))
                .addSubcommand(new FsRemove(registry, invocation))
                .addSubcommand(new FsRebuild(registry, invocation))
                .addSubcommand(new FsConflict.Keep(registry, invocation))
                .addSubcommand(new FsConflict.Discard(registry, invocation))
                .getCommandSpec();
    }

    /** Names of those that are registered, online or not. */
    static final class Names extends Words {
        Names(Registry registry) {
            super(() -> registry.list().stream()
                    .map(each -> each.registration().name())
                    .toList());
        }
    }

    @ErrnoExitCodes
    @CommandLine.Command(name = "fs", description = "Directories whose files can be archived.")
    static final class Fs {}
}
