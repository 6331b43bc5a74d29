// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;
import java.util.List;

/** How a directory lies on MDTs, or the directories made in it are to. */
public sealed interface DirectoryLayout {
    /**
     * A directory (struct lmv_mds_md_v1 of lustre_idl.h, 2.17).
     *
     * @param magic LMV_MAGIC_V1, or {@link #SLAVE_MAGIC} in the attribute of one stripe; 0 where text does not tell it
     * @param stripeCount 0 for a directory on one MDT
     * @param mdtIndex of the directory itself; in the attribute of one stripe, the stripe's number
     * @param migration what stripes are moved; text does not tell it
     * @param stripes in order; empty where text does not tell them
     */
    record Striped(
            int magic,
            int stripeCount,
            int mdtIndex,
            DirectoryHash hash,
            Migration migration,
            String pool,
            List<Stripe> stripes)
            implements DirectoryLayout {
        /** LMV_MAGIC_V1. */
        public static final int MAGIC = 0x0CD20CD0;
        /** LMV_MAGIC_STRIPE. */
        public static final int SLAVE_MAGIC = 0x0CD40CD0;

        /** Copies the list. */
        public Striped {
            stripes = List.copyOf(stripes);
        }
    }

    /**
     * One stripe.
     *
     * @param mdtIndex -1 in the attribute, which does not tell it
     */
    record Stripe(int mdtIndex, Fid fid) {}

    /**
     * Versions and what is under way.
     *
     * @param layoutVersion lmv_layout_version
     * @param offset lmv_migrate_offset: stripes before it belong to the target of a move
     * @param hash of the source
     */
    record Migration(int layoutVersion, int offset, DirectoryHash hash) {
        /** Nothing told. */
        public static final Migration UNTOLD = new Migration(0, 0, new DirectoryHash(0));
    }

    /**
     * What directories made in this one get (struct lmv_user_md_v1 of lustre_user.h, 2.17).
     *
     * @param stripeCount 0 or 1 for one MDT, -1 for all, down to -5 for several on each
     * @param mdtIndex the first MDT; -1 for any
     * @param type LMV_TYPE_*
     * @param maxInherit levels below that inherit it: -1 without end, 0 none, {@link #UNTOLD}
     * @param maxInheritRoundRobin levels below whose directories go to the MDTs by turns: likewise
     */
    record Default(
            int stripeCount,
            int mdtIndex,
            DirectoryHash hash,
            int type,
            int maxInherit,
            int maxInheritRoundRobin,
            String pool)
            implements DirectoryLayout {
        /** A depth that text does not tell, as that of versions before 2.15. */
        public static final int UNTOLD = -2;
    }

    /**
     * Something that Lustre does not look into (struct lmv_foreign_md).
     *
     * @param type LU_FOREIGN_TYPE_*
     * @param value by {@link coral.core.posix.Names}
     */
    record Foreign(int type, int flags, String value) implements DirectoryLayout {}
}
