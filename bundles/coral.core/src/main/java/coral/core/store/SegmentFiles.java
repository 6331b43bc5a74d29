// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.OpenFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of one journal: a lock, the segment in use, and the next one while it is made. For one thread. */
final class SegmentFiles implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("segment-[0-9a-f]{16}");
    private static final String STAGING = "segment.new";
    private static final int PERMISSIONS = 0600;

    private final Path path;
    private final Directory directory;
    private final FileChannel lock;
    private final UnaryOperator<Medium> faults;
    private final SecureRandom random = new SecureRandom();
    private long number;

    private SegmentFiles(Path path, Directory directory, FileChannel lock, UnaryOperator<Medium> faults) {
        this.path = path;
        this.directory = directory;
        this.lock = lock;
        this.faults = faults;
    }

    static SegmentFiles open(Path path, UnaryOperator<Medium> faults) throws IOException {
        create(path.toAbsolutePath());
        FileChannel lock = lock(path);
        try {
            return new SegmentFiles(path, Directory.at(path.toAbsolutePath().toString()), lock, faults);
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Replays what is there and opens it for appending; an empty directory gets an empty journal. */
    SegmentWriter recover(String format, Journal.Replay replay) throws IOException {
        directory.unlink(STAGING);
        List<String> names = names();
        if (names.isEmpty()) {
            return create(format, List.of());
        }
        String last = names.get(names.size() - 1);
        number = Long.parseUnsignedLong(last.substring("segment-".length()), 16);
        SegmentReader.End end;
        try (SegmentReader reader = new SegmentReader(path.resolve(last))) {
            end = reader.read(format, replay);
        }
        OpenFile file = directory.open(last, Access.READ_WRITE);
        try {
            // Cuts a torn write.
            file.truncate(end.lengthBytes());
            SegmentWriter writer = SegmentWriter.goingOn(faults.apply(Medium.of(file)), end);
            removeAllBut(last);
            return writer;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Makes the next segment, which starts with a snapshot, and removes the others. A failure before the new one has
     * its name leaves all as it was.
     */
    SegmentWriter create(String format, Iterable<byte[]> snapshot) throws IOException {
        directory.unlink(STAGING);
        OpenFile file = directory.open(STAGING, Access.CREATE_NEW, PERMISSIONS);
        Medium medium = faults.apply(Medium.of(file));
        try {
            SegmentWriter writer = SegmentWriter.withSnapshot(medium, format, random.nextLong(), snapshot);
            String name = String.format("segment-%016x", number + 1);
            directory.rename(STAGING, name);
            number++;
            directory.sync();
            return writer;
        } catch (IOException | RuntimeException e) {
            medium.close();
            throw e;
        }
    }

    /** The journal's directory. */
    Path path() {
        return path;
    }

    /** Number of the newest segment that has its name. */
    long number() {
        return number;
    }

    /** Removes older segments; they are not read any more. */
    void removeOlder() throws IOException {
        removeAllBut(String.format("segment-%016x", number));
    }

    @Override
    public void close() throws IOException {
        directory.close();
        lock.close();
    }

    // A directory that is not durable in its parent would take the journal with it.
    private static void create(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null || Files.isDirectory(path)) {
            return;
        }
        create(parent);
        try (Directory directory = Directory.at(parent.toString())) {
            directory.ensure(path.getFileName().toString(), 0700);
            directory.sync();
        }
    }

    private void removeAllBut(String kept) throws IOException {
        for (String name : names()) {
            if (!name.equals(kept)) {
                directory.unlink(name);
            }
        }
        directory.sync();
    }

    private List<String> names() throws IOException {
        return names(path);
    }

    /** Names of the segments in a journal's directory, the newest last. */
    static List<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> NAME.matcher(n).matches())
                    .sorted()
                    .toList();
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new JournalException(path + " is in use by this process already");
        }
        channel.close();
        throw new JournalException(path + " is in use by another process");
    }
}
