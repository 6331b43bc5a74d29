// SPDX-License-Identifier: Apache-2.0
package coral.lustre.hsm;

import coral.core.problem.ProblemException;
import coral.lustre.internal.bytes.Damaged;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The extended attribute {@code trusted.hsm}: struct hsm_attrs of lustre_idl.h (2.17). A file without it has all zeros.
 *
 * @param compat 0 up to 2.17
 * @param archiveId 0 for none
 * @param archivedVersion the data version when it was archived last
 */
public record HsmAttribute(int compat, HsmFlags flags, long archiveId, long archivedVersion) {
    private static final int BYTES = 24;

    /**
     * Reads the attribute.
     *
     * @throws ProblemException CORAL-LUSTRE-201 for bytes of another length
     */
    public static HsmAttribute decode(byte[] value) throws ProblemException {
        return Damaged.check("trusted.hsm", value, bytes -> {
            Damaged.require(bytes.limit() == BYTES, "not " + BYTES + " bytes");
            return new HsmAttribute(bytes.getInt(), new HsmFlags(bytes.getInt()), bytes.getLong(), bytes.getLong());
        });
    }

    /** Writes the attribute. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(compat)
                .putInt(flags.bits())
                .putLong(archiveId)
                .putLong(archivedVersion)
                .array();
    }
}
