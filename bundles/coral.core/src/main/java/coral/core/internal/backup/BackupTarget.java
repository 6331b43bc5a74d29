// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.backup;

import coral.core.posix.Directory;
import coral.core.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** The file that a backup becomes: it has its name only once it is whole and durable, and only its owner reads it. */
public final class BackupTarget {
    private final Path file;

    private BackupTarget(Path file) {
        this.file = file;
    }

    /** A new file: {@code path} itself, or one of {@code name} in it when it is a directory. */
    public static BackupTarget at(Path path, String name) throws ProblemException {
        Path file = Files.isDirectory(path) ? path.resolve(name) : path;
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw BackupProblems.taken(file).exception();
        }
        return new BackupTarget(file);
    }

    /** Where the backup will be. */
    public Path file() {
        return file;
    }

    /** Writes the backup. After a crash there is no file of that name, or a whole one. */
    public BackupManifest write(Path home, BackupHeader header) throws ProblemException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a parent");
        // A name of its own: of two that are written to one name at once, each must be whole.
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path staging = folder.resolve("." + file.getFileName() + "." + random + ".new");
        try (Directory directory = Directory.at(folder.toString())) {
            BackupManifest manifest = fill(staging, home, header);
            Files.move(staging, file, StandardCopyOption.ATOMIC_MOVE);
            directory.sync();
            return manifest;
        } catch (IOException e) {
            throw new ProblemException(BackupProblems.cannotWrite(file, e), e);
        } finally {
            forget(staging);
        }
    }

    private static BackupManifest fill(Path staging, Path home, BackupHeader header)
            throws IOException, ProblemException {
        var ownerAlone = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel = FileChannel.open(
                        staging, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerAlone);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            BackupManifest manifest = BackupWriter.write(home, header, out);
            out.flush();
            channel.force(true);
            return manifest;
        }
    }

    private static void forget(Path staging) throws ProblemException {
        try {
            Files.deleteIfExists(staging);
        } catch (IOException e) {
            throw new ProblemException(BackupProblems.cannotWrite(staging, e), e);
        }
    }
}
