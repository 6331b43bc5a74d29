// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of a configuration as a bundle's metatype describes it. Immutable.
 *
 * @param type as metatype has it: String, Integer, Boolean, …
 * @param isList whether it takes several values
 * @param min least value, empty if there is none
 * @param max greatest value, empty if there is none
 * @param options the only values that are allowed, empty if any is
 */
record Attribute(String id, String type, boolean isList, String min, String max, List<String> options) {
    /** A long has no more: what has, such as 1e999999999, is never written out. */
    private static final int MOST_DIGITS = 19;

    Attribute {
        options = List.copyOf(options);
    }

    /** Whether a value read from coral.json fits. */
    boolean allows(@Nullable Object value) {
        if (value == null) { // What a 'null' in the file becomes.
            return false;
        }
        if (!value.getClass().isArray()) {
            return allowsOne(value);
        }
        for (int i = 0; i < Array.getLength(value); i++) {
            Object one = Array.get(value, i);
            if (one == null || !allowsOne(one)) {
                return false;
            }
        }
        return isList;
    }

    private boolean allowsOne(Object value) {
        return isOfType(value) && isBetween(value) && (options.isEmpty() || options.contains(value.toString()));
    }

    private boolean isOfType(Object value) {
        return switch (type) {
            case "Boolean" -> value instanceof Boolean;
            case "Integer", "Long", "Short", "Byte" -> value instanceof Number number && isWhole(number);
            case "Double", "Float", "BigDecimal", "BigInteger" -> value instanceof Number;
            default -> value instanceof String;
        };
    }

    private boolean isWhole(Number number) {
        return exact(number.toString())
                .map(BigDecimal::stripTrailingZeros)
                .filter(value -> value.scale() <= 0 && value.precision() - value.scale() <= MOST_DIGITS)
                .filter(value -> value.toBigInteger().bitLength() < (type.equals("Long") ? Long.SIZE : Integer.SIZE))
                .isPresent();
    }

    private boolean isBetween(Object value) {
        if (!(value instanceof Number number)) {
            return true;
        }
        // NaN is no number; a bound that is none, in a dropped bundle's description, bounds nothing.
        return exact(number.toString())
                .filter(is -> exact(min).map(least -> is.compareTo(least) >= 0).orElse(true))
                .filter(is -> exact(max).map(most -> is.compareTo(most) <= 0).orElse(true))
                .isPresent();
    }

    private static Optional<BigDecimal> exact(String number) {
        try {
            return Optional.of(new BigDecimal(number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What it takes, in words: "a whole number from 1 to 64". */
    String describe() {
        String one = options.isEmpty() ? kind() + range() : "one of " + String.join(", ", options);
        return isList ? one + ", or a list of such" : one;
    }

    private String kind() {
        return switch (type) {
            case "Boolean" -> "true or false";
            case "Integer", "Long", "Short", "Byte" -> "a whole number";
            case "Double", "Float", "BigDecimal", "BigInteger" -> "a number";
            case "String", "Password" -> "a text";
            default -> "a " + type.toLowerCase(Locale.ROOT);
        };
    }

    private String range() {
        return (min.isEmpty() ? "" : " from " + min) + (max.isEmpty() ? "" : " to " + max);
    }
}
