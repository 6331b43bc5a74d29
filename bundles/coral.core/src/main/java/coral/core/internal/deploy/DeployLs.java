// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(name = "ls", description = "Lists the files of deploy/ and the bundles that run by them.")
final class DeployLs implements Callable<Integer> {
    private final DeployReport report;
    private final Invocation invocation;

    @CommandLine.Option(names = "--json", description = "One line of JSON for each.")
    private boolean json;

    DeployLs(DeployReport report, Invocation invocation) {
        this.report = report;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        for (DeployedFile file : report.files()) {
            invocation.out().println(json ? Json.line(file) : line(file));
        }
        return 0;
    }

    static String line(DeployedFile file) {
        DeployedFile.Running bundle = file.bundle();
        String runs = bundle == null ? "" : " " + bundle.symbolicName() + " " + bundle.version();
        return "%-10s %s%s".formatted(file.state(), Names.printable(file.file()), runs);
    }
}
