// SPDX-License-Identifier: Apache-2.0
package coral.lustre.changelog;

import coral.core.lustre.Fid;
import coral.core.lustre.Nid;

/** What a record may tell besides, as struct changelog_ext_* of lustre_user.h (2.17). */
public sealed interface ChangelogExtension {
    /**
     * The name that there was (CLF_RENAME).
     *
     * @param source what was renamed
     * @param sourceParent the directory that it was in
     * @param sourceName by {@link coral.core.posix.Names}
     */
    record Rename(Fid source, Fid sourceParent, String sourceName) implements ChangelogExtension {}

    /**
     * The job that did it (CLF_JOBID, 2.4).
     *
     * @param id not empty; by {@link coral.core.posix.Names}
     */
    record JobId(String id) implements ChangelogExtension {}

    /** Who did it (CLFE_UIDGID, 2.11). */
    record User(long uid, long gid) implements ChangelogExtension {}

    /**
     * From where (CLFE_NID, 2.11).
     *
     * @param large true if the record has it in the form that has room for IPv6 (CLFE_NID_BE, 2.16)
     */
    record Client(Nid nid, boolean large) implements ChangelogExtension {}

    /**
     * How a file was opened (CLFE_OPEN, 2.11).
     *
     * @param flags the lower 32 bits of MDS_OPEN_* and MDS_FMODE_*; text tells only the bits that the methods ask for
     */
    record OpenMode(int flags) implements ChangelogExtension {
        private static final int READ = 0x1;
        private static final int WRITE = 0x2;
        private static final int EXECUTE = 0x4;
        private static final int TRUNCATE = 0x200;
        private static final int APPEND = 0x400;

        /** To be run. */
        public boolean execute() {
            return (flags & EXECUTE) != 0;
        }

        /** To be read. */
        public boolean read() {
            return !execute() && (flags & READ) != 0;
        }

        /** To be written. */
        public boolean write() {
            return !execute() && (flags & (WRITE | TRUNCATE | APPEND)) != 0;
        }

        /** As lfs prints it: {@code rw-}. */
        public String text() {
            return (read() ? "r" : "-") + (write() ? "w" : "-") + (execute() ? "x" : "-");
        }
    }

    /**
     * Which extended attribute (CLFE_XATTR, 2.11).
     *
     * @param name not empty; by {@link coral.core.posix.Names}
     */
    record XattrName(String name) implements ChangelogExtension {}
}
