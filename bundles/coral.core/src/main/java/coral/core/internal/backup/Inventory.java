// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.backup;

import coral.core.store.JournalCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what belongs into a backup of a home. Each method looks at the home as it is when it is called. For one thread.
 */
final class Inventory {
    /** Made anew at every start, or not the node's state. */
    private static final Set<String> NO_ROOMS = Set.of("configurator", "felix-cache", "fileinstall", "tmp");
    /** What {@link coral.core.store.WholeFile} has not given its name yet. */
    private static final Pattern STAGING = Pattern.compile("\\..*\\.new");

    private final Path home;
    private final List<String> leftOut = new ArrayList<>();

    Inventory(Path home) {
        this.home = home;
    }

    /** Directories of journals, sorted. */
    List<Path> journals() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path room : rooms()) {
            collectJournals(room, found);
        }
        return found;
    }

    /** All other files of the rooms, sorted. */
    List<Path> roomFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path room : rooms()) {
            collectFiles(room, found);
        }
        return found;
    }

    /** Files of a folder of the home, sorted; none when there is no such folder. */
    List<Path> folder(String name) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(home.resolve(name))) {
            collectFiles(home.resolve(name), found);
        }
        return found;
    }

    /** What was seen and is no regular file. */
    List<String> leftOut() {
        return leftOut;
    }

    private List<Path> rooms() throws IOException {
        Path data = home.resolve("data");
        return Files.isDirectory(data)
                ? sorted(data).stream()
                        .filter(Files::isDirectory)
                        .filter(room -> !NO_ROOMS.contains(room.getFileName().toString()))
                        .toList()
                : List.of();
    }

    private static void collectJournals(Path directory, List<Path> found) throws IOException {
        if (JournalCopy.isJournal(directory)) {
            found.add(directory);
            return;
        }
        for (Path entry : sorted(directory)) {
            if (isRealDirectory(entry)) {
                collectJournals(entry, found);
            }
        }
    }

    private void collectFiles(Path directory, List<Path> found) throws IOException {
        if (JournalCopy.isJournal(directory)) {
            return;
        }
        for (Path entry : sorted(directory)) {
            if (isRealDirectory(entry)) {
                collectFiles(entry, found);
            } else if (!STAGING.matcher(entry.getFileName().toString()).matches()) {
                collect(entry, found);
            }
        }
    }

    private void collect(Path entry, List<Path> found) {
        if (Files.isRegularFile(entry)) { // Also behind a link, such as a secret that is kept elsewhere.
            found.add(entry);
        } else if (Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
            leftOut.add(home.relativize(entry) + ": no regular file");
        }
    }

    private static boolean isRealDirectory(Path entry) {
        return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> sorted(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (NoSuchFileException e) { // Gone since its parent was read.
            return List.of();
        }
    }
}
