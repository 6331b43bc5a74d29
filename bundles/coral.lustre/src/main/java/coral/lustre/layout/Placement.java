// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import java.util.List;

/** Where the data of one component, or of a file without components, lies or is to lie. */
public sealed interface Placement {
    /** What is known of a striping besides: all kinds but the foreign ones have one. */
    sealed interface Striping extends Placement {
        /** Magic and owner, where told. */
        LovHeader header();

        /** How. */
        LayoutPattern pattern();

        /** The pool that OSTs are taken from; empty for none. */
        String pool();
    }

    /**
     * Spread over objects.
     *
     * @param stripeSizeBytes bytes in one object before the next one's turn
     * @param generation lmm_layout_gen, 16 bits; -1 in an attribute that was read through a client
     */
    record Objects(
            LovHeader header,
            LayoutPattern pattern,
            long stripeSizeBytes,
            int generation,
            String pool,
            List<StripeObject> objects)
            implements Striping {
        /** Checks that there is something to spread over. */
        public Objects {
            objects = List.copyOf(objects);
            if (objects.isEmpty() || stripeSizeBytes <= 0 || stripeSizeBytes > 0xffffffffL) {
                throw new IllegalArgumentException(
                        objects.size() + " objects with stripes of " + stripeSizeBytes + " bytes");
            }
        }
    }

    /**
     * Objects are to be made so, when data comes or when a file is made in the directory.
     *
     * @param stripeSizeBytes 0 for the default
     * @param stripeCount 0 for the default, -1 for all OSTs, down to -32 for several on each of them
     * @param startIndex the OST to begin with; -1 for any
     * @param osts the OSTs to use, in that order; empty for any
     */
    record Template(
            LovHeader header,
            LayoutPattern pattern,
            long stripeSizeBytes,
            int stripeCount,
            int startIndex,
            String pool,
            List<Integer> osts)
            implements Striping {
        /** Copies the list. */
        public Template {
            osts = List.copyOf(osts);
        }
    }

    /**
     * The data is in an archive; the objects are gone.
     *
     * @param stripeCount the objects that there were
     * @param generation lmm_layout_gen, 16 bits; -1 in an attribute that was read through a client
     */
    record Released(
            LovHeader header, LayoutPattern pattern, long stripeSizeBytes, int stripeCount, int generation, String pool)
            implements Striping {}

    /**
     * Data on the MDT.
     *
     * @param sizeBytes how much may lie there
     * @param mdtIndex -1 where the attribute does not say it: it is the file's own
     */
    record OnMdt(LovHeader header, LayoutPattern pattern, long sizeBytes, int mdtIndex, String pool)
            implements Striping {}

    /**
     * Room that the component before it takes, piece by piece, when it grows (SEL, 2.14).
     *
     * @param extensionSizeBytes the piece, a multiple of 1024
     */
    record Extension(
            LovHeader header,
            LayoutPattern pattern,
            long extensionSizeBytes,
            int stripeCount,
            int startIndex,
            String pool)
            implements Striping {}

    /**
     * A copy in an archive as a component of its own (struct lov_hsm_md, 2.16).
     *
     * @param type LU_FOREIGN_TYPE_*: 1 posix, 2 pccrw, 3 pccro, 4 s3
     * @param flags those of HSM
     * @param uuid the object's name there, by {@link coral.core.posix.Names}
     */
    record HsmCopy(int type, int flags, long archiveId, long archiveVersion, String uuid) implements Placement {}

    /**
     * Something that Lustre does not look into (struct lov_foreign_md, 2.12).
     *
     * @param type LU_FOREIGN_TYPE_*; -1 where text does not tell it
     * @param value by {@link coral.core.posix.Names}; empty where text does not tell it
     * @param lengthBytes of the value
     */
    record Foreign(int type, int flags, long lengthBytes, String value) implements Placement {}
}
