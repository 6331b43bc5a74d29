// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import coral.core.posix.ErrnoException;
import coral.core.problem.ProblemException;
import coral.core.store.WholeFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose key is known, from files as ssh has them: hashed names, patterns, revoked keys and authorities included. Read
 * again when a file has changed. Safe for use by many threads.
 */
public final class KnownHosts {
    private static final int OWN_FILE = 0600;

    private final List<Path> files;
    private @Nullable Read last;

    /** What was read, and what the files looked like. */
    private record Read(List<String> stamps, HostKeyRepository keys) {}

    /** @param files the first one is written */
    public KnownHosts(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /** The file that is written. */
    Path file() {
        return files.get(0);
    }

    /** All keys as they are now. */
    synchronized HostKeyRepository keys() throws ProblemException {
        List<String> stamps = files.stream().map(KnownHosts::stamp).toList();
        Read now = last;
        if (now == null || !now.stamps().equals(stamps)) {
            now = new Read(stamps, read());
            last = now;
        }
        return now.keys();
    }

    /** Keys of this name and of patterns that it matches; those of the host's port 22 are not among them. */
    List<HostKey> of(String name) throws ProblemException {
        HostKeyRepository keys = keys();
        List<HostKey> found = new ArrayList<>(Arrays.asList(keys.getHostKey(name, null)));
        if (!plain(name).equals(name)) {
            // JSch adds those of the plain name at the end.
            int more = keys.getHostKey(plain(name), null).length;
            found.subList(found.size() - more, found.size()).clear();
        }
        // JSch knows patterns of authorities only.
        for (HostKey one : keys.getHostKey()) {
            if (HostPattern.isPattern(one.getHost()) && HostPattern.matches(one.getHost(), name)) {
                found.add(one);
            }
        }
        return List.copyOf(found);
    }

    /** The host of a name with a port, which is known by its plain name too. */
    static String plain(String name) {
        int end = name.indexOf("]:");
        return name.startsWith("[") && end > 0 ? name.substring(1, end) : name;
    }

    /** Adds lines durably; what is in the file stays as it is. */
    synchronized void add(List<String> lines) throws ProblemException {
        Path file = file();
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "an absolute path has a parent");
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            byte[] before = WholeFile.read(file).orElse(new byte[0]);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(before);
            if (before.length > 0 && before[before.length - 1] != '\n') {
                all.write('\n');
            }
            lines.forEach(line -> all.writeBytes(line.getBytes(StandardCharsets.US_ASCII)));
            WholeFile.replace(file, all.toByteArray(), OWN_FILE);
        } catch (IOException e) {
            throw SshProblems.knownHosts(file.toString(), reason(e)).exception();
        }
        last = null;
    }

    /** Names that can be read, for completion: hashed ones and patterns cannot. */
    public List<String> names() {
        TreeSet<String> names = new TreeSet<>();
        try {
            for (HostKey key : keys().getHostKey()) {
                for (String name : String.valueOf(key.getHost()).split(",")) {
                    if (name.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
                        names.add(name);
                    }
                }
            }
        } catch (ProblemException e) {
            return List.of(); // Whoever connects is told.
        }
        return List.copyOf(names);
    }

    private HostKeyRepository read() throws ProblemException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : files) {
            try {
                WholeFile.read(file).ifPresent(all::writeBytes);
                all.write('\n');
            } catch (IOException e) {
                throw SshProblems.knownHosts(file.toString(), reason(e)).exception();
            }
        }
        try {
            JSch parser = new JSch();
            parser.setKnownHosts(new ByteArrayInputStream(all.toByteArray()));
            return parser.getHostKeyRepository();
        } catch (JSchException e) {
            throw SshProblems.knownHosts(files.toString(), reason(e)).exception();
        }
    }

    private static String reason(Exception e) {
        return e instanceof ErrnoException ? String.valueOf(e.getMessage()) : e.toString();
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            return "";
        }
    }
}
