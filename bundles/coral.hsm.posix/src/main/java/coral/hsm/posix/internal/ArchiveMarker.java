// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The file that makes a directory an archive's: without it a directory is never written to, so that a mount that is
 * missing does not fill the disk below. Immutable.
 *
 * @param uuid of the archive
 */
record ArchiveMarker(String uuid) {
    /** Its name in the root. */
    static final String NAME = ".coral-archive";

    /** No marker is longer. */
    static final int MOST_BYTES = 4096;

    private static final String FORMAT = "coral-posix-archive";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of JSON, so that an administrator can read what the directory is. */
    byte[] encode() {
        ObjectNode node = JSON.createObjectNode();
        node.put("format", FORMAT).put("version", VERSION);
        List.of("compat", "roCompat", "incompat").forEach(bits -> node.put(bits, 0L));
        node.put("uuid", uuid);
        return (node + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #encode} made.
     *
     * @throws IOException with what is wrong, when it is no marker or one of a newer version
     */
    static ArchiveMarker decode(byte[] bytes) throws IOException {
        JsonNode node = parse(bytes);
        if (!FORMAT.equals(node.path("format").asText())
                || !node.path("version").isInt()
                || !isLong(node.path("incompat"))
                || !isLong(node.path("roCompat"))
                || !node.path("uuid").isTextual()) {
            throw new IOException("it is not a marker of format " + FORMAT);
        }
        if (node.path("version").asInt() != VERSION) {
            throw new IOException("format version " + node.path("version").asInt() + ", known is " + VERSION);
        }
        if (node.path("incompat").asLong() != 0 || node.path("roCompat").asLong() != 0) {
            throw new IOException(
                    "unknown feature bits: incompat " + node.path("incompat") + ", roCompat " + node.path("roCompat"));
        }
        return new ArchiveMarker(node.path("uuid").asText());
    }

    /** Of a number that is longer the bits that are looked at could all be 0. */
    private static boolean isLong(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IOException("it is not JSON", e);
        }
    }
}
