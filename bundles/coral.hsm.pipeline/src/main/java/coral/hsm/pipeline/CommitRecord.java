// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import coral.core.lustre.Fid;
import coral.hsm.model.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What an archive knows of one object: written last, so that an object that has one is complete. Immutable.
 *
 * @param features what a reader must know
 * @param content size and digests of the file
 * @param origin which file it was
 * @param archived when the copy was made
 * @param codecs what was done to the bytes, first to last; empty for none
 */
public record CommitRecord(Features features, Content content, Origin origin, Instant archived, List<String> codecs) {
    /** Copies the list. */
    public CommitRecord {
        codecs = List.copyOf(codecs);
    }

    /** A record of this version. */
    public static CommitRecord of(Content content, Origin origin, Instant archived) {
        return new CommitRecord(Features.NONE, content, origin, archived, List.of());
    }

    /**
     * Bits for what was added to the format. Immutable.
     *
     * @param compat a reader that does not know one may read and write
     * @param roCompat a reader that does not know one may only read
     * @param incompat a reader that does not know one must refuse
     */
    public record Features(long compat, long roCompat, long incompat) {
        /** Version 1 as it is. */
        public static final Features NONE = new Features(0, 0, 0);
    }

    /**
     * The file that was archived, and by which request. Immutable.
     *
     * @param fileSystem 1 to 255 bytes of UTF-8
     * @param fid the file
     * @param cookie the request
     */
    public record Origin(String fileSystem, Fid fid, Cookie cookie) {
        /** Checks the name's length. */
        public Origin {
            int length = fileSystem.getBytes(StandardCharsets.UTF_8).length;
            if (length < 1 || length > 255) {
                throw new IllegalArgumentException("file system name not of 1 to 255 bytes: '" + fileSystem + "'");
            }
        }
    }
}
