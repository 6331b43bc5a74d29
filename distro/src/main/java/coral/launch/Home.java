// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** The folder of one node's configuration, data and logs, which no other node may use at the same time. */
final class Home implements AutoCloseable {
    private static final Map<String, String> FOLDERS = Map.of(
            "conf", "rwxr-x---",
            "data", "rwxr-x---",
            "deploy", "rwxr-x---",
            "log", "rwxr-x---",
            "run", "rwxr-xr-x");

    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Makes the folders that are missing and locks the home until this process ends or {@link #close}. */
    static Home open(Path folder) throws LaunchException {
        try {
            Files.createDirectories(folder);
            makeFolders(folder);
            FileChannel lock = FileChannel.open(
                    folder.resolve("run/coral.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(lock)) {
                lock.close();
                throw new LaunchException(
                        "CORAL-LAUNCH-005",
                        folder + " is the home of a node that runs (pid " + pid(folder)
                                + "); stop it, or set CORAL_HOME to another folder");
            }
            if (Swap.finish(folder)) {
                System.err.println("coral: a restore that was interrupted in " + folder + " is finished now");
                makeFolders(folder);
            }
            Home home = new Home(folder, lock);
            // Left behind by a node that was killed.
            Files.deleteIfExists(folder.resolve("run/coral.http"));
            home.write("coral.pid", Long.toString(ProcessHandle.current().pid()));
            return home;
        } catch (IOException e) {
            throw new LaunchException("CORAL-LAUNCH-006", "the home " + folder + " cannot be used: " + e, e);
        }
    }

    private static void makeFolders(Path folder) throws IOException {
        for (Map.Entry<String, String> one : FOLDERS.entrySet()) {
            make(folder.resolve(one.getKey()), PosixFilePermissions.fromString(one.getValue()));
        }
    }

    private static void make(Path folder, Set<PosixFilePermission> mode) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        FileAttribute<Set<PosixFilePermission>> attribute = PosixFilePermissions.asFileAttribute(mode);
        Files.createDirectory(folder, attribute);
        Files.setPosixFilePermissions(folder, mode); // Whatever the umask took away.
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String pid(Path folder) throws IOException {
        Path file = folder.resolve("run/coral.pid");
        return Files.exists(file) ? Files.readString(file).strip() : "unknown";
    }

    /** Leaves the socket's path for those who want to talk to the node. */
    void tellSocket(String path) throws LaunchException {
        try {
            write("coral.socket", path);
        } catch (IOException e) {
            throw new LaunchException("CORAL-LAUNCH-006", "the home " + folder + " cannot be used: " + e, e);
        }
    }

    private void write(String name, String text) throws IOException {
        Path next = folder.resolve("run/" + name + ".new");
        Files.writeString(next, text + "\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(next, folder.resolve("run/" + name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve("run/coral.pid"));
        lock.close();
    }
}
