// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.internal.layout.ObjectParentCodec;

/**
 * The extended attribute {@code trusted.fid} of an object on an OST: the file that it belongs to (struct filter_fid of
 * lustre_user.h in its four ages: 1.8, 2.4, 2.10, 2.11).
 *
 * @param file the file's FID
 * @param stripe the object's number in its component
 * @param striping its component; {@link Striping#UNTOLD} before 2.10
 * @param layoutVersion of a mirrored file; 0 before 2.11
 * @param versionRange layout versions that may be written with, from {@code layoutVersion} on; 0 before 2.11
 */
public record ObjectParent(Fid file, int stripe, Striping striping, int layoutVersion, int versionRange) {
    /**
     * What an object knows of its component (struct ost_layout).
     *
     * @param stripeSizeBytes 32 bits
     * @param stripeCount 0 for untold
     * @param componentId 0 in a file without components
     */
    public record Striping(long stripeSizeBytes, int stripeCount, FileExtent extent, int componentId) {
        /** Not told. */
        public static final Striping UNTOLD = new Striping(0, 0, new FileExtent(0, 0), 0);
    }

    /**
     * Reads the attribute.
     *
     * @throws ProblemException CORAL-LUSTRE-201 for bytes of another length, or an extent that ends before it starts
     */
    public static ObjectParent decode(byte[] value) throws ProblemException {
        return ObjectParentCodec.read(value);
    }

    /** Writes the attribute as 2.11 and newer do. */
    public byte[] encode() {
        return ObjectParentCodec.write(this);
    }
}
