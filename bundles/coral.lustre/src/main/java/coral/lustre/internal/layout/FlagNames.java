// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Words for bits, in the order in which lfs prints them. Immutable. */
public final class FlagNames {
    private final Map<String, Integer> bitsByName;

    private FlagNames(Map<String, Integer> bitsByName) {
        this.bitsByName = bitsByName;
    }

    /** A first word. */
    public static FlagNames of(String name, int bits) {
        return new FlagNames(Map.of(name, bits));
    }

    /** These words and one more, which is printed after them. */
    public FlagNames and(String name, int bits) {
        Map<String, Integer> more = new LinkedHashMap<>(bitsByName);
        more.put(name, bits);
        return new FlagNames(more);
    }

    /** Reads words with commas between them; what is unknown has to be a hexadecimal number behind {@code unknown}. */
    public Optional<Integer> parse(String text, String unknown) {
        if (text.isEmpty() || text.equals("0")) {
            return Optional.of(0);
        }
        int bits = 0;
        for (String word : text.split(",", -1)) {
            Optional<Integer> one = Optional.ofNullable(bitsByName.get(word)).or(() -> number(word, unknown));
            if (one.isEmpty()) {
                return Optional.empty();
            }
            bits |= one.get();
        }
        return Optional.of(bits);
    }

    private static Optional<Integer> number(String word, String prefix) {
        String digits = word.startsWith(prefix) ? word.substring(prefix.length()) : "";
        return digits.matches("[0-9a-f]{1,8}") ? Optional.of(Integer.parseUnsignedInt(digits, 16)) : Optional.empty();
    }

    /** The words of the bits; what has none as a hexadecimal number behind {@code unknown}. */
    public String text(int bits, String unknown) {
        StringBuilder text = new StringBuilder();
        int left = bits;
        for (Map.Entry<String, Integer> entry : bitsByName.entrySet()) {
            int known = entry.getValue();
            if ((left & known) == known) {
                append(text, entry.getKey());
                left &= ~known;
            }
        }
        if (left != 0) {
            append(text, unknown + Integer.toHexString(left));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String word) {
        if (!text.isEmpty()) {
            text.append(',');
        }
        text.append(word);
    }
}
