// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import coral.hsm.model.Blob;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** The content digest once more, written from its description alone and without a thought for speed. */
final class NaiveDigest {
    private static final int PAGE = 4096;

    private NaiveDigest() {}

    static Digest of(DigestAlgorithm algorithm, byte[] content, int blockBytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream root = new DataOutputStream(bytes);
        root.writeByte(1);
        root.writeLong(content.length);
        root.writeInt(blockBytes);
        root.writeInt(PAGE);
        for (int block = 0; block * blockBytes < content.length; block++) {
            byte[] runs = runs(content, block * blockBytes, Math.min(content.length, (block + 1) * blockBytes));
            if (runs.length > 1) {
                root.writeLong(block);
                root.write(hash(algorithm, runs));
            }
        }
        return new Digest(algorithm, Blob.of(hash(algorithm, bytes.toByteArray())));
    }

    private static byte[] runs(byte[] content, int from, int to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream leaf = new DataOutputStream(bytes);
        leaf.writeByte(0);
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && !zero(content, end, to)) {
                end = Math.min(end + PAGE, to);
            }
            if (end > at) {
                leaf.writeLong(at);
                leaf.writeInt(end - at);
                leaf.write(content, at, end - at);
            }
            at = end + PAGE;
        }
        return bytes.toByteArray();
    }

    private static boolean zero(byte[] content, int page, int to) {
        for (int i = page; i < Math.min(page + PAGE, to); i++) {
            if (content[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] hash(DigestAlgorithm algorithm, byte[] bytes) {
        if (algorithm == DigestAlgorithm.CRC32C) {
            CRC32C crc = new CRC32C();
            crc.update(bytes);
            return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
