// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that bundles are moved into. Safe for use by many threads. */
final class DeployFolder {
    private static final int MOST_FILES = 1000;

    private final Path path;

    /** What tells one content of a file from the next: a rename over it changes the inode, a write the times. */
    record Stamp(boolean file, Object inode, Object sizeBytes, Object modified, Object changed) {}

    DeployFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * What lies in the folder now, by name; of more than 1000 files the first ones by name.
     *
     * @throws IOException when it cannot be looked at; that is not an empty folder
     */
    Map<String, Stamp> look() throws IOException {
        Map<String, Stamp> found = new TreeMap<>();
        try (Stream<Path> entries = Files.list(path)) {
            for (Path entry : entries.sorted().limit(MOST_FILES).toList()) {
                stamp(entry, found);
            }
        }
        return found;
    }

    private static void stamp(Path entry, Map<String, Stamp> found) throws IOException {
        try {
            Map<String, Object> now = Files.readAttributes(entry, "unix:ino,size,lastModifiedTime,ctime,isRegularFile");
            found.put(
                    String.valueOf(entry.getFileName()),
                    new Stamp(
                            Boolean.TRUE.equals(now.get("isRegularFile")),
                            String.valueOf(now.get("ino")),
                            String.valueOf(now.get("size")),
                            String.valueOf(now.get("lastModifiedTime")),
                            String.valueOf(now.get("ctime"))));
        } catch (NoSuchFileException e) {
            // Gone between the list and the look, or a link that leads nowhere.
            if (Files.isSymbolicLink(entry)) {
                Object link = Files.getAttribute(entry, "unix:ino", LinkOption.NOFOLLOW_LINKS);
                found.put(String.valueOf(entry.getFileName()), new Stamp(false, link, "", "", ""));
            }
        }
    }

    /** Whether a file of this name is taken for a bundle. */
    static boolean isForBundles(String name) {
        return name.endsWith(".jar") && !name.startsWith(".");
    }

    /** Whether a file of this name may lie here without being one: what is on its way, and the folder's own README. */
    static boolean isExpected(String name) {
        return name.startsWith(".") || name.equals("README");
    }
}
