// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "status",
        description = "Shows how each file of deploy/ fares and why one is not up; exit code 1 if one is not well.")
final class DeployStatus implements Callable<Integer> {
    private final DeployReport report;
    private final Invocation invocation;

    @CommandLine.Option(names = "--json", description = "One line of JSON for each file.")
    private boolean json;

    DeployStatus(DeployReport report, Invocation invocation) {
        this.report = report;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        List<DeployedFile> files = report.files();
        for (DeployedFile file : files) {
            if (json) {
                invocation.out().println(Json.line(file));
            } else {
                print(invocation.out(), file);
            }
        }
        return files.stream().allMatch(DeployedFile::well) ? 0 : 1;
    }

    static void print(PrintWriter out, DeployedFile file) {
        out.println(DeployLs.line(file));
        file.brings().forEach(what -> out.println("           " + what));
        file.reasons().forEach(why -> out.println("           ! " + why));
    }
}
