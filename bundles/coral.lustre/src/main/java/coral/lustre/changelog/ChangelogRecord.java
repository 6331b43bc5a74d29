// SPDX-License-Identifier: Apache-2.0
package coral.lustre.changelog;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.internal.changelog.RecordReader;
import coral.lustre.internal.changelog.RecordWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One record, as struct changelog_rec of lustre_user.h (2.17). Immutable.
 *
 * @param index counts up by record of an MDT, 64 bits, unsigned
 * @param flags the lower 12 bits of cr_flags; what they say depends on the type
 * @param previous the last record of the same target; 0 where text does not tell it
 * @param target what was changed; in a mark, flags in the sequence's lower 32 bits
 * @param parent the directory; FID zero where the record does not tell it
 * @param name by {@link coral.core.posix.Names}; empty where the record has none
 */
public record ChangelogRecord(
        long index,
        ChangelogType type,
        int flags,
        long previous,
        Instant time,
        Fid target,
        Fid parent,
        String name,
        List<ChangelogExtension> extensions) {
    /** CR_MAXSIZE: no record has more bytes. */
    public static final int MAX_BYTES = 952;

    private static final int LAST_LINK = 0x1;
    private static final int ARCHIVE_EXISTS = 0x2;

    /** Copies the list and checks the flags. */
    public ChangelogRecord {
        extensions = List.copyOf(extensions);
        if (flags >>> 12 != 0) {
            throw new IllegalArgumentException("flags of more than 12 bits: 0x" + Integer.toHexString(flags));
        }
    }

    /**
     * Reads one record, which has to fill {@code bytes}.
     *
     * @throws ProblemException CORAL-LUSTRE-203 for bytes that are cut, too many, or contradict themselves
     */
    public static ChangelogRecord decode(byte[] bytes) throws ProblemException {
        return RecordReader.read(bytes);
    }

    /**
     * Writes the record as a client gets it, in little-endian order.
     *
     * @throws IllegalArgumentException for what has no room in a record
     */
    public byte[] encode() {
        return RecordWriter.write(this);
    }

    /** What the record tells besides, of one kind. */
    public <T extends ChangelogExtension> Optional<T> find(Class<T> kind) {
        return extensions.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** What the flags of a record of HSM say; empty for other types. */
    public Optional<HsmEvent> hsm() {
        return type.equals(ChangelogType.HSM) ? Optional.of(new HsmEvent(flags)) : Optional.empty();
    }

    /**
     * True if the last name of a file went: of the target of an unlink, or of what a rename has replaced (which is the
     * target then).
     */
    public boolean lastLink() {
        return removes() && (flags & LAST_LINK) != 0;
    }

    /** True if there is a copy in an archive of what {@link #lastLink} tells. */
    public boolean archiveExists() {
        return removes() && (flags & ARCHIVE_EXISTS) != 0;
    }

    private boolean removes() {
        return type.equals(ChangelogType.UNLINK)
                || type.equals(ChangelogType.RMDIR)
                || type.equals(ChangelogType.RENAME);
    }

    /** The flags of a mark; 0 in other records. */
    public int markFlags() {
        return type.equals(ChangelogType.MARK) ? (int) target.sequence() : 0;
    }
}
