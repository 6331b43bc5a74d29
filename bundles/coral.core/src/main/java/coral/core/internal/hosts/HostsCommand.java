// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.internal.ssh.SshHosts;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code coral hosts}: commands and copies on many hosts. */
@Component(property = {Command.NAME + "=hosts", Command.PARENT + "=coral"})
public final class HostsCommand implements Command {
    /** Label of the parameters that are completed to hosts. */
    static final String HOSTS = "HOSTS";

    private final HostDirectories directories;
    private final SshHosts ssh;

    /** Made by the component runtime. */
    @Activate
    public HostsCommand(@Reference HostDirectories directories, @Reference SshHosts ssh) {
        this.directories = directories;
        this.ssh = ssh;
    }

    @Override
    public Object create(Invocation invocation) {
        HostsCall call = new HostsCall(directories, ssh, invocation);
        CommandLine line = new CommandLine(new Hosts());
        line.addSubcommand(completing(new HostsLs(call)));
        line.addSubcommand(completing(new HostsCheck(call)));
        // What follows the hosts is the command's, also where it looks like an option.
        line.addSubcommand(completing(new HostsExec(call)).setStopAtPositional(true));
        line.addSubcommand(completing(new HostsCopy(call)));
        line.addSubcommand(completing(new HostsAccept(call)));
        return line.getCommandSpec();
    }

    private CommandLine completing(Object command) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        for (PositionalParamSpec one : Set.copyOf(spec.positionalParameters())) {
            if (one.paramLabel().contains(HOSTS)) {
                spec.remove(one);
                spec.addPositional(one.toBuilder().completionCandidates(words()).build());
            }
        }
        return line;
    }

    private Set<String> words() {
        Set<String> words = new TreeSet<>(directories.words());
        words.addAll(ssh.knownNames());
        return words;
    }

    @CommandLine.Command(
            name = "hosts",
            description = {
                "Lists hosts, runs commands on them and copies files, over SSH; many at once.",
                "HOSTS are lists such as mds1,oss[1-40] or root@10.0.0.[1-9]:2222, and groups such as @oss or @all.",
                "For root and the node's user, as whom the node logs in."
            })
    private static final class Hosts {}
}
