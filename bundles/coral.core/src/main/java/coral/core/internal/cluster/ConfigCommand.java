// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.shell.Command;
import coral.core.shell.Invocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;

/** {@code coral config}: the cluster's configuration. */
@Component(property = {Command.NAME + "=config", Command.PARENT + "=coral"})
public final class ConfigCommand implements Command {
    private final ClusterWatch watch;

    /** Made by the component runtime. */
    @Activate
    public ConfigCommand(@Reference ClusterWatch watch) {
        this.watch = watch;
    }

    @Override
    public Object create(Invocation invocation) {
        CommandLine line = new CommandLine(new Config());
        line.addSubcommand(new ConfigCheck(watch, invocation));
        line.addSubcommand(new ConfigShow(watch, invocation));
        line.addSubcommand(new ConfigDiff(watch, invocation));
        line.addSubcommand(new ConfigReload(watch, invocation));
        return line.getCommandSpec();
    }

    @CommandLine.Command(name = "config", description = "The cluster's configuration, clownfish.conf.")
    private static final class Config {}
}
