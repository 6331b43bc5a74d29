// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a journal holds at one moment, while others may append to it: all frames that are whole, which is what a crash
 * at that moment would have left. The segment stays readable until {@link #close}, whatever becomes of the journal.
 * For one thread.
 */
public final class JournalCopy implements AutoCloseable {
    private static final String RESTORED = "restored";
    private static final int MOST_TRIES = 100;

    private final String segment;
    private final SegmentReader reader;
    private final SegmentReader.End end;

    private JournalCopy(String segment, SegmentReader reader, SegmentReader.End end) {
        this.segment = segment;
        this.reader = reader;
        this.end = end;
    }

    /** Whether a journal that was opened once lies in this directory. */
    public static boolean isJournal(Path directory) throws IOException {
        return Files.isDirectory(directory) && !SegmentFiles.names(directory).isEmpty();
    }

    /**
     * Reads and checks the journal; takes neither its lock nor anything else from whoever uses it.
     *
     * @throws JournalException when it is damaged or of a format that this Coral does not know
     */
    public static JournalCopy of(Path directory) throws IOException {
        for (int tries = 1; ; tries++) {
            List<String> names = SegmentFiles.names(directory);
            if (names.isEmpty()) {
                throw new JournalException(directory + " holds no journal");
            }
            try {
                return open(directory, names.get(names.size() - 1));
            } catch (NoSuchFileException e) { // A compaction was faster: there is a newer one.
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static JournalCopy open(Path directory, String segment) throws IOException {
        SegmentReader reader = new SegmentReader(directory.resolve(segment));
        try {
            return new JournalCopy(segment, reader, reader.read("", record -> {}));
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Name of the file in the journal's directory that the bytes belong to. */
    public String segment() {
        return segment;
    }

    /** What the records are, see {@link Journal.Format}. */
    public String format() {
        return end.header().format();
    }

    /** How many bytes there are. */
    public long lengthBytes() {
        return end.lengthBytes();
    }

    /** Writes them all. */
    public void writeTo(OutputStream out) throws IOException {
        reader.copy(end.lengthBytes(), out);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /**
     * Marks a journal as brought back from a backup: the world may have gone on since. Whoever owns the journal must
     * bring it up to date, or make a new one, before it is believed. Durable when it returns.
     *
     * @param what which backup, for people
     */
    public static void markRestored(Path directory, String what) throws IOException {
        WholeFile.replace(directory.resolve(RESTORED), what.getBytes(StandardCharsets.UTF_8), 0600);
    }

    /** Which backup the journal came from, while it is not up to date; empty for one that nobody brought back. */
    public static Optional<String> restored(Path directory) throws IOException {
        return WholeFile.read(directory.resolve(RESTORED)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
