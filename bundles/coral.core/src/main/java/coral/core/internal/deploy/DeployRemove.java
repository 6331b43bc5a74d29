// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.internal.node.NodeOwner;
import coral.core.internal.poll.Poll;
import coral.core.posix.Directory;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "remove",
        description =
                "Removes a file from deploy/ and waits until its bundle is gone. Work that runs in it is given back.")
final class DeployRemove implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final DeployReport report;
    private final Invocation invocation;

    @CommandLine.Parameters(
            paramLabel = "NAME",
            completionCandidates = DeployCommand.Names.class,
            description = "The file's name, as 'coral deploy ls' shows it.")
    private String name = "";

    @CommandLine.Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    DeployRemove(DeployReport report, Invocation invocation) {
        this.report = report;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException, InterruptedException {
        NodeOwner.require(invocation.caller(), "remove bundles");
        Deployment.Places here = report.places();
        if (name.contains("/") || !DeployFolder.isForBundles(name)) {
            throw DeployProblems.badName(name).exception();
        }
        DeployedFile file = report.file(name)
                .orElseThrow(() ->
                        DeployProblems.noSuchFile(name, here.folder().path()).exception());
        if (!dryRun) {
            delete(here.folder().path());
            await(here);
        }
        DeployedFile.Running bundle = file.bundle();
        String what = bundle == null ? "" : " (" + bundle.symbolicName() + " " + bundle.version() + ")";
        invocation.out().println((dryRun ? "would remove " : "removed ") + name + what);
        return 0;
    }

    private void delete(Path folder) throws ProblemException {
        try (Directory directory = Directory.at(folder.toString())) {
            Files.delete(folder.resolve(name));
            directory.sync();
        } catch (IOException e) {
            throw new ProblemException(DeployProblems.unreadable(folder.resolve(name), e), e);
        }
    }

    private void await(Deployment.Places here) throws ProblemException, InterruptedException {
        if (!Poll.until(() -> !here.deployer().isThere(name), LIMIT)) {
            throw DeployProblems.stillThere(name, LIMIT).exception();
        }
    }
}
