// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline.internal;

import coral.hsm.pipeline.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** One running hash. For one thread, for one value. */
interface Hasher {
    void update(ByteBuffer bytes);

    byte[] finish();

    static Hasher of(DigestAlgorithm algorithm) {
        return algorithm == DigestAlgorithm.CRC32C ? crc32c() : sha256();
    }

    private static Hasher crc32c() {
        CRC32C crc = new CRC32C();
        return new Hasher() {
            @Override
            public void update(ByteBuffer bytes) {
                crc.update(bytes);
            }

            @Override
            public byte[] finish() {
                return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
            }
        };
    }

    private static Hasher sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        return new Hasher() {
            @Override
            public void update(ByteBuffer bytes) {
                digest.update(bytes);
            }

            @Override
            public byte[] finish() {
                return digest.digest();
            }
        };
    }
}
