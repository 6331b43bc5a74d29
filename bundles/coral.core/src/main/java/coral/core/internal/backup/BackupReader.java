// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.backup;

import coral.core.internal.digest.Sha256;
import coral.core.posix.Directory;
import coral.core.problem.ProblemException;
import coral.core.store.JournalCopy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a backup from its first byte to its last and believes nothing before it has. For one thread. */
public final class BackupReader {
    private static final int MOST_DOCUMENT_BYTES = 64 << 20;
    private static final Set<String> FOLDERS = Set.of("data", "conf", "deploy");
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final @Nullable Path target;
    private final List<BackupManifest.Item> seen = new ArrayList<>();

    private BackupReader(Path file, @Nullable Path target) {
        this.file = file;
        this.target = target;
    }

    /** What a backup that was found whole says of itself. */
    public record Contents(BackupHeader header, BackupManifest manifest) {}

    /** Reads all, compares every byte with the manifest, and writes nothing. */
    public static Contents verify(Path file) throws ProblemException {
        return new BackupReader(file, null).read();
    }

    /**
     * Unpacks into {@code target}, an empty directory, and marks the journals as restored. When it returns, all is as
     * the manifest says, can be opened by this Coral, and is durable but for the name of {@code target}.
     */
    public static Contents unpack(Path file, Path target) throws ProblemException {
        Contents contents = new BackupReader(file, target).read();
        try {
            for (String journal : contents.manifest().journals()) {
                check(file, target.resolve(journal));
                String what = file.getFileName() + " of " + contents.header().created();
                JournalCopy.markRestored(target.resolve(journal), what);
            }
            try (Directory directory = Directory.at(target.toAbsolutePath().toString())) {
                directory.syncFileSystem();
            }
        } catch (IOException e) {
            throw new ProblemException(BackupProblems.cannotUnpack(target, e), e);
        }
        return contents;
    }

    private static void check(Path file, Path journal) throws ProblemException {
        try (JournalCopy copy = JournalCopy.of(journal)) {
            if (copy.lengthBytes() != Files.size(journal.resolve(copy.segment()))) {
                throw BackupProblems.damaged(file, journal.getFileName() + " ends in the middle of a record")
                        .exception();
            }
        } catch (IOException e) {
            throw new ProblemException(BackupProblems.damaged(file, String.valueOf(e.getMessage())), e);
        }
    }

    private Contents read() throws ProblemException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                GZIPInputStream plain = new GZIPInputStream(in);
                TarArchiveInputStream tar = new TarArchiveInputStream(plain, "UTF-8")) {
            BackupHeader header = document(tar, tar.getNextEntry(), BackupHeader.NAME, BackupHeader.class);
            header.refuseUnknown(file);
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null && !entry.getName().equals(BackupManifest.NAME)) {
                take(tar, entry);
                entry = tar.getNextEntry();
            }
            BackupManifest manifest = document(tar, entry, BackupManifest.NAME, BackupManifest.class);
            compare(manifest);
            if (tar.getNextEntry() != null) {
                throw damaged("something follows its manifest");
            }
            plain.transferTo(OutputStream.nullOutputStream()); // To where its checksum is.
            return new Contents(header, manifest);
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(BackupProblems.damaged(file, String.valueOf(e.getMessage())), e);
        }
    }

    private <T> T document(TarArchiveInputStream tar, @Nullable TarArchiveEntry entry, String name, Class<T> type)
            throws IOException, ProblemException {
        if (entry == null || !entry.getName().equals(name) || entry.getSize() > MOST_DOCUMENT_BYTES) {
            throw damaged(name + " is missing: it is cut short or something else");
        }
        T read = BackupTar.JSON.readValue(tar.readAllBytes(), type);
        if (read == null) {
            throw damaged(name + " is empty");
        }
        return read;
    }

    private void take(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException, ProblemException {
        Path path = refuseUnsafe(entry);
        MessageDigest sha256 = Sha256.fresh();
        long bytes = copy(new DigestInputStream(tar, sha256), path, entry.getMode() & 0777);
        String hash = HexFormat.of().formatHex(sha256.digest());
        seen.add(new BackupManifest.Item(
                entry.getName(), "", Integer.toOctalString(entry.getMode() & 0777), bytes, hash));
    }

    /** A backup is data: it must not choose where it is written to. */
    private Path refuseUnsafe(TarArchiveEntry entry) throws ProblemException {
        try {
            Path path = Path.of(entry.getName());
            boolean inside = !path.isAbsolute()
                    && path.getNameCount() > 1
                    && path.normalize().equals(path)
                    && FOLDERS.contains(path.getName(0).toString());
            if (entry.isFile() && inside && !entry.isLink() && !entry.isSymbolicLink()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new ProblemException(BackupProblems.damaged(file, "it holds a name that is no path"), e);
        }
        throw damaged("it holds '" + entry.getName() + "', which no backup of a node does");
    }

    private long copy(InputStream in, Path path, int mode) throws IOException, ProblemException {
        if (target == null) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
        Path made = target.resolve(path);
        try {
            Files.createDirectories(made.getParent());
            Files.createFile(made, PRIVATE);
        } catch (IOException e) {
            throw new ProblemException(BackupProblems.cannotUnpack(target, e), e);
        }
        try (OutputStream out = Files.newOutputStream(made)) {
            long bytes = in.transferTo(out);
            Files.setAttribute(made, "unix:mode", mode);
            return bytes;
        }
    }

    private void compare(BackupManifest manifest) throws ProblemException {
        List<BackupManifest.Item> announced = manifest.files();
        for (int i = 0; i < Math.min(announced.size(), seen.size()); i++) {
            BackupManifest.Item want = announced.get(i);
            BackupManifest.Item have = seen.get(i);
            if (!have.equals(new BackupManifest.Item(want.path(), "", want.mode(), want.bytes(), want.sha256()))) {
                throw damaged(have.path() + " is not what the manifest says");
            }
        }
        if (announced.size() != seen.size()) {
            throw damaged("it has " + seen.size() + " files, its manifest " + announced.size());
        }
    }

    private ProblemException damaged(String why) {
        return BackupProblems.damaged(file, why).exception();
    }
}
