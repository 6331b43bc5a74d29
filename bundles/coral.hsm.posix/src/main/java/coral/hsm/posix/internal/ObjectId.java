// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.lustre.Fid;
import coral.core.posix.Names;
import coral.hsm.mover.MoverAction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one object: a UUID in lower case. Nothing else ever becomes part of a path. Immutable.
 *
 * @param text 36 characters
 */
record ObjectId(String text) {
    /** What an id from outside must look like. */
    static final String ALLOWED = "a lower-case UUID, such as 0b7c2f1e-0c7a-8d54-9a55-2f6f5c0d8e11";

    private static final Pattern GRAMMAR =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    ObjectId {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException("not an object id: '" + Names.printable(text) + "'");
        }
    }

    /** Reads an id that came from outside; empty for anything that is not one. */
    static Optional<ObjectId> parse(String text) {
        return GRAMMAR.matcher(text).matches() ? Optional.of(new ObjectId(text)) : Optional.empty();
    }

    /** The same for every try of one request, and for no other request. */
    static ObjectId of(MoverAction action) {
        byte[] name = action.fileSystem().getBytes(StandardCharsets.UTF_8);
        Fid fid = action.fid();
        ByteBuffer input = ByteBuffer.allocate(name.length + 28);
        input.putInt(name.length).put(name);
        input.putLong(fid.sequence()).putInt(fid.objectId()).putInt(fid.version());
        input.putLong(action.cookie().value());
        ByteBuffer hash = ByteBuffer.wrap(sha256(input.array()));
        // RFC 9562: version 8, made by a rule of its own; variant 10.
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & ~(3L << 62)) | (1L << 63);
        return new ObjectId(new UUID(high, low).toString());
    }

    /** The first level of the object tree. */
    String first() {
        return text.substring(0, 2);
    }

    /** The second level of the object tree. */
    String second() {
        return text.substring(2, 4);
    }

    /** Both levels as one number, 0 to 65535. */
    int shelf() {
        return Integer.parseInt(text.substring(0, 4), 16);
    }

    @Override
    public String toString() {
        return text;
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
