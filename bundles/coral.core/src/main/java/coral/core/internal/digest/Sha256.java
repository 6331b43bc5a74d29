// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java must have. */
public final class Sha256 {
    private Sha256() {}

    /** A new digest of nothing yet; for one thread. */
    public static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
