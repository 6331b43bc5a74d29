// SPDX-License-Identifier: Apache-2.0
package coral.lustre;

import coral.core.posix.Names;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** What was recorded on a real Lustre; src/test/resources/lustre-capture. */
public final class Capture {
    private Capture() {}

    /** What a recorded command printed. */
    public static String out(String name) {
        return Names.decode(bytes(name));
    }

    /** What a recorded command printed. */
    public static byte[] bytes(String name) {
        try (InputStream in = Capture.class.getResourceAsStream("/lustre-capture/" + name + ".out")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Attributes of getfattr -e hex, by {@code FILE NAME}. */
    public static Map<String, byte[]> attributes(String name) {
        Map<String, byte[]> attributes = new LinkedHashMap<>();
        String file = "";
        for (String line : out(name).split("\n")) {
            if (line.startsWith("# file: ")) {
                file = line.substring("# file: ".length());
            } else if (line.contains("=0x")) {
                int at = line.indexOf("=0x");
                attributes.put(
                        file + " " + line.substring(0, at), HexFormat.of().parseHex(line.substring(at + 3)));
            }
        }
        return attributes;
    }

    /** One attribute of getfattr -e hex. */
    public static byte[] attribute(String name, String file, String attribute) {
        return Objects.requireNonNull(attributes(name).get(file + " " + attribute));
    }

    /** The value with up to three bits turned over. */
    public static byte[] flipped(Random random, byte[] value) {
        byte[] flipped = value.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }
}
