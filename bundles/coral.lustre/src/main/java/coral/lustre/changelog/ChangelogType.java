// SPDX-License-Identifier: Apache-2.0
package coral.lustre.changelog;

import java.util.List;
import java.util.Optional;

/**
 * What a record tells of, as enum changelog_rec_type of lustre_user.h (2.17). Types that this version does not know are
 * kept.
 *
 * @param code 32 bits
 */
public record ChangelogType(int code) {
    /** A mark of the log itself: it was switched on or off. */
    public static final ChangelogType MARK = new ChangelogType(0);
    /** A file was made. */
    public static final ChangelogType CREATE = new ChangelogType(1);
    /** A directory was made. */
    public static final ChangelogType MKDIR = new ChangelogType(2);
    /** A file got another name. */
    public static final ChangelogType HARDLINK = new ChangelogType(3);
    /** A symbolic link was made. */
    public static final ChangelogType SOFTLINK = new ChangelogType(4);
    /** A device, fifo or socket was made. */
    public static final ChangelogType MKNOD = new ChangelogType(5);
    /** A name was removed. */
    public static final ChangelogType UNLINK = new ChangelogType(6);
    /** A directory was removed. */
    public static final ChangelogType RMDIR = new ChangelogType(7);
    /** A name was changed. */
    public static final ChangelogType RENAME = new ChangelogType(8);
    /** The second half of a rename; 2.3 and older. */
    public static final ChangelogType RENAME_TO = new ChangelogType(9);
    /** A file was opened. */
    public static final ChangelogType OPEN = new ChangelogType(10);
    /** A file was closed. */
    public static final ChangelogType CLOSE = new ChangelogType(11);
    /** A layout was changed. */
    public static final ChangelogType LAYOUT = new ChangelogType(12);
    /** A file was cut or made longer. */
    public static final ChangelogType TRUNCATE = new ChangelogType(13);
    /** Owner, mode and the like. */
    public static final ChangelogType SETATTR = new ChangelogType(14);
    /** An extended attribute was set or removed. */
    public static final ChangelogType SETXATTR = new ChangelogType(15);
    /** HSM: {@link ChangelogRecord#hsm}. */
    public static final ChangelogType HSM = new ChangelogType(16);
    /** The modification time. */
    public static final ChangelogType MTIME = new ChangelogType(17);
    /** The change time. */
    public static final ChangelogType CTIME = new ChangelogType(18);
    /** The access time. */
    public static final ChangelogType ATIME = new ChangelogType(19);
    /** A file or directory moved to another MDT. */
    public static final ChangelogType MIGRATE = new ChangelogType(20);
    /** A mirrored file was written for the first time since it was in sync. */
    public static final ChangelogType MIRROR_WRITE = new ChangelogType(21);
    /** A mirrored file was brought in sync. */
    public static final ChangelogType RESYNC = new ChangelogType(22);
    /** An extended attribute was read. */
    public static final ChangelogType GETXATTR = new ChangelogType(23);
    /** Opening was denied. */
    public static final ChangelogType DENIED_OPEN = new ChangelogType(24);

    private static final List<String> NAMES = List.of(
            "MARK", "CREAT", "MKDIR", "HLINK", "SLINK", "MKNOD", "UNLNK", "RMDIR", "RENME", "RNMTO", "OPEN", "CLOSE",
            "LYOUT", "TRUNC", "SATTR", "XATTR", "HSM", "MTIME", "CTIME", "ATIME", "MIGRT", "FLRW", "RESYNC", "GXATR",
            "NOPEN");

    /** The type that masks and lfs call so; empty for unknown names. */
    public static Optional<ChangelogType> parse(String name) {
        int code = NAMES.indexOf(name);
        return code < 0 ? Optional.empty() : Optional.of(new ChangelogType(code));
    }

    /** True if this version knows the type. */
    public boolean known() {
        return code >= 0 && code < NAMES.size();
    }

    /** Lustre's short name, such as {@code RENME}; the number of an unknown type. */
    @Override
    public String toString() {
        return known() ? NAMES.get(code) : Integer.toUnsignedString(code);
    }
}
