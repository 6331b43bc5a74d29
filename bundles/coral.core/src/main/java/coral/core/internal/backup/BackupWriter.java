// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.backup;

import coral.core.problem.ProblemException;
import coral.core.store.JournalCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the backup of a home whose node may be running.
 *
 * <p>Journals come first, each as it is when its turn comes; then the files that are replaced as a whole, which are
 * looked for only then; then the configuration. Rooms write down a thing in a file before a journal speaks of it, so
 * that whatever a journal of the backup speaks of is in the backup's files too.
 */
public final class BackupWriter {
    private static final int COPY_BYTES = 1 << 16;

    private final Path home;
    private final BackupTar tar;
    private final List<BackupManifest.Item> items = new ArrayList<>();

    private BackupWriter(Path home, BackupTar tar) {
        this.home = home;
        this.tar = tar;
    }

    /**
     * Writes all to {@code out}, which stays open.
     *
     * @throws ProblemException when something of the home cannot be read, such as a damaged journal
     * @throws IOException when {@code out} cannot be written to
     */
    public static BackupManifest write(Path home, BackupHeader header, OutputStream out)
            throws IOException, ProblemException {
        try (BackupTar tar = BackupTar.to(out)) {
            tar.document(BackupHeader.NAME, header);
            BackupWriter writer = new BackupWriter(home, tar);
            BackupManifest manifest = writer.all(header.deploy());
            tar.document(BackupManifest.NAME, manifest);
            return manifest;
        }
    }

    private BackupManifest all(boolean deploy) throws IOException, ProblemException {
        Inventory inventory = new Inventory(home);
        for (Path journal : inventory.journals()) {
            journal(journal);
        }
        files(inventory.roomFiles());
        files(inventory.folder("conf"));
        if (deploy) {
            files(inventory.folder("deploy"));
        }
        return new BackupManifest(items, inventory.leftOut());
    }

    private void journal(Path directory) throws IOException, ProblemException {
        try (JournalCopy copy = openJournal(directory)) {
            String path = home.relativize(directory.resolve(copy.segment())).toString();
            items.add(tar.file(path, copy.format(), 0600, copy.lengthBytes(), copy::writeTo));
        }
    }

    private static JournalCopy openJournal(Path directory) throws ProblemException {
        try {
            return JournalCopy.of(directory);
        } catch (IOException e) {
            throw BackupProblems.cannotRead(directory, String.valueOf(e.getMessage()))
                    .exception();
        }
    }

    private void files(List<Path> files) throws IOException, ProblemException {
        for (Path file : files) {
            file(file);
        }
    }

    private void file(Path file) throws IOException, ProblemException {
        // Whoever replaces the file meanwhile leaves the open one as it is.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] whole = in.readNBytes(BackupTar.MOST_WHOLE_BYTES + 1);
            if (whole.length > BackupTar.MOST_WHOLE_BYTES) {
                large(file);
                return;
            }
            int mode = (Integer) Files.getAttribute(file, "unix:mode") & 0777;
            String path = home.relativize(file).toString();
            items.add(tar.file(path, "", mode, whole.length, out -> out.write(whole)));
        } catch (NoSuchFileException e) {
            return; // Removed since it was listed: as if the backup had been made a moment later.
        }
    }

    private void large(Path file) throws IOException, ProblemException {
        try (InputStream in = Files.newInputStream(file)) {
            long length = Files.size(file);
            int mode = (Integer) Files.getAttribute(file, "unix:mode") & 0777;
            String path = home.relativize(file).toString();
            items.add(tar.file(path, "", mode, length, out -> copy(in, length, out, file)));
        }
    }

    private static void copy(InputStream in, long length, OutputStream out, Path file)
            throws IOException, ProblemException {
        byte[] buffer = new byte[COPY_BYTES];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw BackupProblems.cannotRead(file, "it became shorter meanwhile")
                        .exception();
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
