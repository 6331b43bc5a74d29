// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;

/** {@code coral deploy}: the bundles that were dropped in. */
@Component(property = {Command.NAME + "=deploy", Command.PARENT + "=coral"})
public final class DeployCommand implements Command {
    private final DeployReport report;

    /** Made by the component runtime. */
    @Activate
    public DeployCommand(@Reference DeployReport report) {
        this.report = report;
    }

    @Override
    public Object create(Invocation invocation) {
        return new CommandLine(new Deploy(), Words.factory(new Names(report)))
                .addSubcommand(new DeployLs(report, invocation))
                .addSubcommand(new DeployStatus(report, invocation))
                .addSubcommand(new DeployInstall(report, invocation))
                .addSubcommand(new DeployRemove(report, invocation))
                .getCommandSpec();
    }

    /** Names of the files that are there. */
    static final class Names extends Words {
        Names(DeployReport report) {
            super(() -> report.files().stream()
                    .map(DeployedFile::file)
                    .filter(DeployFolder::isForBundles)
                    .toList());
        }
    }

    @CommandLine.Command(
            name = "deploy",
            description = "Bundles that run without being part of the distribution: the files of deploy/.",
            footer = {
                "",
                "What may be dropped can be limited: coral.deploy.allow=warn or enforce in",
                "conf/coral.properties, and in conf/deploy.allow lines 'sha256 HEX  # why' (of",
                "the file) or 'signer HEX  # who' (of the certificate that signed the jar)."
            })
    private static final class Deploy {}
}
