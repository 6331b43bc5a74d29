// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.internal.node.NodeOwner;
import coral.core.internal.poll.Poll;
import coral.core.posix.Directory;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(
        name = "install",
        description = "Checks a bundle, copies it to deploy/ in one step, and waits until it is up. A file of the same"
                + " name there is replaced.")
final class DeployInstall implements Callable<Integer> {
    private final DeployReport report;
    private final Invocation invocation;

    @CommandLine.Parameters(paramLabel = "JAR", description = "The bundle's file.")
    private String jar = "";

    @CommandLine.Option(names = "--dry-run", description = "Only check.")
    private boolean dryRun;

    @CommandLine.Option(
            names = "--wait-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "How long to wait until it is up.")
    private int waitSeconds;

    DeployInstall(DeployReport report, Invocation invocation) {
        this.report = report;
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException, InterruptedException {
        NodeOwner.require(invocation.caller(), "install bundles");
        Deployment.Places here = report.places();
        Path from = from();
        String name = name(from.getFileName());
        Path staging = here.folder().path().resolve("." + name + ".new");
        try {
            DroppedJar copy = DroppedJar.copy(from, staging);
            here.deployer().check(name, copy);
            if (dryRun) {
                invocation.out().println(name + ": " + copy.name() + " can be installed");
                return 0;
            }
            publish(here.folder().path(), staging, name);
            return await(name, copy.sha256());
        } catch (IOException e) {
            throw new ProblemException(DeployProblems.unreadable(from, e), e);
        } finally {
            remove(staging);
        }
    }

    private Path from() throws ProblemException {
        try {
            return Path.of(invocation.absolute(jar));
        } catch (InvalidPathException e) {
            throw new ProblemException(DeployProblems.badName(jar), e);
        }
    }

    static String name(Path fileName) throws ProblemException {
        String name = String.valueOf(fileName);
        if (!DeployFolder.isForBundles(name)) {
            throw DeployProblems.badName(name).exception();
        }
        return name;
    }

    /** Durable when it returns. */
    private static void publish(Path folder, Path staging, String name) throws IOException {
        try (FileChannel written = FileChannel.open(staging, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(staging, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (Directory directory = Directory.at(folder.toString())) {
            directory.sync();
        }
    }

    private static void remove(Path staging) {
        try {
            Files.deleteIfExists(staging);
        } catch (IOException e) {
            // It is replaced by the next install, and ignored until then.
        }
    }

    private int await(String name, String sha256) throws ProblemException, InterruptedException {
        Duration limit = Duration.ofSeconds(waitSeconds);
        if (!Poll.until(() -> isDealtWith(report.file(name), sha256), limit)) {
            throw DeployProblems.notInTime(name, limit).exception();
        }
        Optional<DeployedFile> file = report.file(name);
        file.ifPresent(now -> DeployStatus.print(invocation.out(), now));
        return file.isPresent() && file.get().well() ? 0 : 1;
    }

    private static boolean isDealtWith(Optional<DeployedFile> file, String sha256) {
        return file.isPresent()
                && file.get().sha256().equals(sha256)
                && !file.get().state().equals("pending")
                && !file.get().state().equals("starting");
    }
}
