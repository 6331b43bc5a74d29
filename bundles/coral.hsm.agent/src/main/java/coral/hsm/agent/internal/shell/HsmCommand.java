// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.shell.Command;
import coral.core.shell.ErrnoExitCodes;
import coral.core.shell.Invocation;
import coral.hsm.agent.internal.node.Agent;
import coral.hsm.agent.internal.node.AgentComponent;
import coral.hsm.agent.internal.operation.FileSystems;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code hsm} command. */
@Component(property = Command.NAME + "=hsm")
public final class HsmCommand implements Command {
    private final FileSystems fileSystems;
    private final Agent agent;

    /** Made by the component runtime. */
    @Activate
    public HsmCommand(@Reference FileSystems fileSystems, @Reference AgentComponent agent) {
        this(fileSystems, agent.agent());
    }

    HsmCommand(FileSystems fileSystems, Agent agent) {
        this.fileSystems = fileSystems;
        this.agent = agent;
    }

    @Override
    public Object create(Invocation invocation) {
        Context context = new Context(invocation, fileSystems, agent);
        IFactory known = Known.factory(context);
        CommandSpec spec = CommandSpec.forAnnotatedObject(new Hsm());
        add(spec, "archive", new RequestCommand.Archive(context), known);
        add(spec, "release", new ReleaseCommand(context), known);
        add(spec, "restore", new RequestCommand.Restore(context), known);
        add(spec, "remove", new RequestCommand.Remove(context), known);
        add(spec, "cancel", new RequestCommand.Cancel(context), known);
        add(spec, "state", new StateCommand(context), known);
        add(spec, "action", new ActionCommand(context), known);
        add(spec, "set", new FlagCommand.SetFlags(context), known);
        add(spec, "clear", new FlagCommand.ClearFlags(context), known);
        add(spec, "status", new StatusCommand(context), known);
        add(spec, "requests", new RequestsCommand(context), known);
        spec.addSubcommand("archives", ArchivesCommand.spec(context, known));
        return spec;
    }

    private static void add(CommandSpec parent, String name, Object command, IFactory known) {
        parent.addSubcommand(name, CommandSpec.forAnnotatedObject(command, known));
    }

    @ErrnoExitCodes
    @picocli.CommandLine.Command(name = "hsm", description = "Moves files between a file system and archives.")
    private static final class Hsm implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "a command is needed");
        }
    }
}
