// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

import coral.core.posix.Directory;
import coral.core.posix.Entries;
import coral.core.posix.FileStatus;
import coral.core.posix.Names;
import coral.launch.trial.TrialException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fingerprints of all files of a tree, by path relative to its root. */
final class Snapshot {
    private final Map<String, Fingerprint> files = new TreeMap<>();

    private Snapshot() {}

    static Snapshot of(Directory root) throws IOException {
        Snapshot snapshot = new Snapshot();
        snapshot.walk(root, "");
        return snapshot;
    }

    /** Space all regular files take now, hard links counted once. */
    static long allocatedBytes(Directory root, Snapshot known) throws IOException {
        Map<Long, Long> byInode = new TreeMap<>();
        for (String path : known.files.keySet()) {
            FileStatus status = root.status(path).orElseThrow();
            if (status.isRegular()) {
                byInode.put(status.inode(), status.allocatedBytes());
            }
        }
        return byInode.values().stream().mapToLong(Long::longValue).sum();
    }

    long regularFiles() {
        return files.values().stream()
                .filter(f -> f.type() == FileStatus.Type.REGULAR)
                .map(Fingerprint::inode)
                .distinct()
                .count();
    }

    int names() {
        return files.size();
    }

    /** Compares with a later snapshot; a difference is a {@link TrialException} that names the file. */
    void mustEqual(Snapshot later) throws TrialException {
        for (Map.Entry<String, Fingerprint> file : files.entrySet()) {
            Fingerprint now = later.files.get(file.getKey());
            if (!file.getValue().equals(now)) {
                throw new TrialException(
                        Names.printable(file.getKey()) + " differs:\n  was " + file.getValue() + "\n  is  " + now);
            }
        }
        if (files.size() != later.files.size()) {
            throw new TrialException("there are " + later.files.size() + " names, not " + files.size());
        }
    }

    private void walk(Directory root, String prefix) throws IOException {
        try (Directory directory = root.directory(prefix.isEmpty() ? "." : prefix);
                Entries entries = directory.entries()) {
            for (Optional<Entries.Entry> e = entries.next(); e.isPresent(); e = entries.next()) {
                String path = prefix.isEmpty()
                        ? e.get().name()
                        : prefix + "/" + e.get().name();
                Fingerprint fingerprint = Fingerprint.of(root, path);
                if (fingerprint.type() == FileStatus.Type.DIRECTORY) {
                    walk(root, path);
                } else {
                    files.put(path, fingerprint);
                }
            }
        }
    }
}
