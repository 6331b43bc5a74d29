// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import coral.core.internal.backup.BackupReader;
import coral.core.internal.backup.BackupReader.Contents;
import coral.core.internal.http.RevivedTokens;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral restore}: brings a backup of {@code coral backup} back into a home whose node does not run. */
@Command(
        name = "coral restore",
        mixinStandardHelpOptions = true,
        description = {
            "Puts the data and configuration of a backup in the place of those of this home, whose node must not run.",
            "What was there is kept in a folder of its own. Nothing is changed before the whole backup was verified."
        })
public final class Restore implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What 'coral backup' wrote.")
    private Path file;

    @Option(names = "--dry-run", description = "Verify the backup and say what it holds; change nothing.")
    private boolean dryRun;

    /** Restores into the folder of the system property {@code coral.restore.home} and ends the process. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Restore()).execute(arguments));
    }

    @Override
    public Integer call() {
        Path folder = Path.of(System.getProperty("coral.restore.home", "."))
                .toAbsolutePath()
                .normalize();
        try {
            if (dryRun) {
                tell(BackupReader.verify(file));
                System.out.println("Nothing was changed.");
            } else {
                into(folder);
            }
            return 0;
        } catch (LaunchException e) {
            System.err.println("coral: " + e.getMessage());
        } catch (ProblemException e) {
            System.err.println("coral: " + e.problem().text());
        } catch (IOException e) {
            System.err.println("coral: CORAL-LAUNCH-031: the home " + folder + " cannot be changed: " + e
                    + "; 'coral restore' again, or a start of the node, ends what was begun");
        }
        return 1;
    }

    private void into(Path folder) throws LaunchException, ProblemException, IOException {
        try (Home home = Home.open(folder)) {
            Optional<String> inTheWay = Swap.inTheWay(folder);
            if (inTheWay.isPresent()) {
                throw new LaunchException(
                        "CORAL-LAUNCH-030",
                        folder.resolve(inTheWay.get()) + " is no folder on the device of " + folder
                                + "; a restore replaces it by a rename: put it there first");
            }
            Swap swap = new Swap(folder, step -> {});
            Contents contents = unpacked(swap, folder);
            String aside = "before-restore-" + Instant.now().toString().replaceAll("[^0-9TZ]", "");
            swap.decide(aside);
            swap.finish();
            tell(contents);
            System.out.println("What was here is kept in " + folder.resolve(aside));
            System.out.println("Start the node; then 'hsm fs rebuild NAME' for each file system: it compares the");
            System.out.println("restored catalogue with the files, so that what came after the backup is found again.");
            System.out.println("Requests that waited at the time of the backup are not taken up again.");
            tellTokens(RevivedTokens.names(
                    folder.resolve(aside).resolve("data"), folder.resolve("data"), Clock.systemUTC()));
        }
    }

    /** The backup does not know of tokens that were revoked after it was made. */
    private static void tellTokens(List<String> revived) {
        System.out.println(
                "Tokens are those of the backup: what was added since is unknown, what was revoked since is");
        System.out.println("valid again once the node runs. End with 'coral token revoke NAME' what must not be used.");
        System.out.println(
                revived.isEmpty()
                        ? "All of them were valid here before."
                        : "Not valid here before: " + String.join(", ", revived));
    }

    private Contents unpacked(Swap swap, Path folder) throws ProblemException, IOException {
        Path target = swap.unpackHere();
        try {
            for (String name : List.of("data", "conf")) {
                Files.createDirectory(
                        target.resolve(name),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
            }
            Contents contents = BackupReader.unpack(file, target);
            giveTo(target, folder);
            return contents;
        } catch (ProblemException | IOException e) {
            swap.forget();
            throw e;
        }
    }

    /** What root unpacks belongs to the user of the home, as what it replaces did. */
    private static void giveTo(Path target, Path folder) throws IOException {
        Object uid = Files.getAttribute(folder, "unix:uid");
        Object gid = Files.getAttribute(folder, "unix:gid");
        try (Stream<Path> all = Files.walk(target)) {
            for (Path one : all.toList()) {
                if (!uid.equals(Files.getAttribute(one, "unix:uid"))) {
                    Files.setAttribute(one, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(one, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private void tell(Contents contents) {
        System.out.printf(
                "%s: whole; made at %s by Coral %s on %s, home %s%n",
                file,
                contents.header().created(),
                contents.header().coral(),
                contents.header().host(),
                contents.header().home());
        System.out.printf(
                "%d files, %d bytes%n",
                contents.manifest().files().size(), contents.manifest().bytes());
        contents.manifest().journals().forEach(journal -> System.out.println("journal  " + journal));
        contents.manifest().leftOut().forEach(one -> System.out.println("left out " + one));
    }
}
