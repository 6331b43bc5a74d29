// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.command;

import coral.core.internal.backup.BackupHeader;
import coral.core.internal.backup.BackupManifest;
import coral.core.internal.backup.BackupTarget;
import coral.core.internal.backup.BackupWriter;
import coral.core.internal.node.NodeOwner;
import coral.core.internal.node.NodeState;
import coral.core.internal.node.NodeStatus;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral backup}: the node's own data into one file, while it runs. */
@Component(property = {Command.NAME + "=backup", Command.PARENT + "=coral"})
public final class BackupCommand implements Command {
    private final NodeState node;

    /** Made by the component runtime. */
    @Activate
    public BackupCommand(@Reference NodeState node) {
        this.node = node;
    }

    @Override
    public Object create(Invocation invocation) {
        return new Backup(node, invocation);
    }

    /** What {@code --json} shows. */
    record Report(
            String file,
            boolean written,
            String created,
            long bytes,
            List<BackupManifest.Item> files,
            List<String> leftOut) {}

    @picocli.CommandLine.Command(
            name = "backup",
            description = {
                "Writes data and configuration of this node, which may be at work, into one new file.",
                "Not the files of users, nor their copies. 'coral restore FILE' brings it back while no node runs."
            })
    private static final class Backup implements Callable<Integer> {
        private static final DateTimeFormatter STAMP =
                DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

        private final NodeState node;
        private final Invocation invocation;

        @Parameters(paramLabel = "FILE|DIR", description = "A new file, or a directory to make one in.")
        private String target;

        @Option(names = "--deploy", description = "The bundles in deploy/ too.")
        private boolean deploy;

        @Option(names = "--dry-run", description = "Read and check all, write nothing.")
        private boolean dryRun;

        @Option(names = "--json", description = "One line of JSON.")
        private boolean json;

        Backup(NodeState node, Invocation invocation) {
            this.node = node;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException, IOException {
            NodeOwner.require(invocation.caller(), "back up the node");
            NodeStatus status = node.status();
            Path home = Path.of(status.home());
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            BackupTarget file = BackupTarget.at(
                    Path.of(invocation.absolute(target)), "coral-" + host + "-" + STAMP.format(now) + ".tar.gz");
            BackupHeader header = BackupHeader.of(now.toString(), status.version(), host, home, deploy);
            BackupManifest manifest = dryRun
                    ? BackupWriter.write(home, header, OutputStream.nullOutputStream())
                    : file.write(home, header);
            show(file.file(), header, manifest);
            return 0;
        }

        private void show(Path file, BackupHeader header, BackupManifest manifest) {
            if (json) {
                invocation
                        .out()
                        .println(Json.line(new Report(
                                file.toString(),
                                !dryRun,
                                header.created(),
                                manifest.bytes(),
                                manifest.files(),
                                manifest.leftOut())));
                return;
            }
            manifest.leftOut().forEach(one -> invocation.err().println("left out: " + one));
            invocation
                    .out()
                    .printf(
                            "%s%s: %d files, %d bytes, %d journals%n",
                            file,
                            dryRun ? " would be written" : "",
                            manifest.files().size(),
                            manifest.bytes(),
                            manifest.journals().size());
        }
    }
}
