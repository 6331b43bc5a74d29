// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.archive;

import coral.core.posix.Directory;
import coral.core.problem.ProblemException;
import coral.core.store.WholeFile;
import coral.hsm.agent.internal.problem.ArchiveProblems;
import coral.hsm.model.ArchiveId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps {@code data/coral.hsm.agent/archives.json} beneath a home. Calls must not run at the same time. */
public final class ArchiveStore {
    private static final String ROOM = "coral.hsm.agent";

    private final Path home;
    private final Path file;
    private final ArchivesFile format;

    /** Reads and writes nothing yet. */
    public ArchiveStore(Path home) {
        this.home = home.toAbsolutePath();
        file = this.home.resolve("data").resolve(ROOM).resolve("archives.json");
        format = new ArchivesFile(file);
    }

    /** What is recorded; nothing when there is no file yet. */
    NavigableMap<ArchiveId, ArchiveEntry> read() throws ProblemException {
        Optional<byte[]> content;
        try {
            content = WholeFile.read(file);
        } catch (IOException e) {
            throw new ProblemException(ArchiveProblems.fileFailed(file, String.valueOf(e.getMessage())), e);
        }
        return content.isEmpty() ? new TreeMap<>() : format.parse(content.get());
    }

    /** Replaces what is recorded; durable when it returns. */
    void write(Collection<ArchiveEntry> entries) throws ProblemException {
        try {
            makeRoom();
            WholeFile.replace(file, format.format(entries), 0600);
        } catch (IOException e) {
            throw new ProblemException(ArchiveProblems.fileFailed(file, String.valueOf(e.getMessage())), e);
        }
    }

    private void makeRoom() throws IOException {
        try (Directory top = Directory.at(home.toString())) {
            if (top.ensure("data", 0755)) {
                top.sync();
            }
            try (Directory data = top.directory("data")) {
                if (data.ensure(ROOM, 0700)) {
                    data.sync();
                }
            }
        }
    }
}
