// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.backup;

import java.util.List;
import java.util.Objects;

/**
 * The last entry of a backup: without it the backup is not whole. Immutable.
 *
 * @param files every entry before this one but the header, in order
 * @param leftOut what was there and is not in the backup, and why
 */
public record BackupManifest(List<Item> files, List<String> leftOut) {
    static final String NAME = "manifest.json";

    /** Copies the lists. */
    public BackupManifest {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * One file.
     *
     * @param path beneath the home
     * @param journal what the records of the journal are; empty for a file that is no journal
     * @param mode permissions in octal
     * @param bytes its length
     * @param sha256 of its content, in hexadecimal
     */
    public record Item(String path, String journal, String mode, long bytes, String sha256) {
        /** Refuses what a reader would stumble over. */
        public Item {
            Objects.requireNonNull(path, "a file has a path");
            Objects.requireNonNull(journal, "a file says whether it is a journal");
        }

        /** Whether it is the segment of a journal. */
        boolean isJournal() {
            return !journal.isEmpty();
        }
    }

    /** How many bytes all files have. */
    public long bytes() {
        return files.stream().mapToLong(Item::bytes).sum();
    }

    /** The journals, each by its directory. */
    public List<String> journals() {
        return files.stream()
                .filter(Item::isJournal)
                .map(item -> item.path().substring(0, item.path().lastIndexOf('/')))
                .toList();
    }
}
