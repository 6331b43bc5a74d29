// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

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
    Attribute {
        options = List.copyOf(options);
    }

    /** Whether a value read from coral.json fits. */
    boolean allows(Object value) {
        if (!value.getClass().isArray()) {
            return allowsOne(value);
        }
        for (int i = 0; i < Array.getLength(value); i++) {
            if (!allowsOne(Objects.requireNonNull(Array.get(value, i)))) {
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
        BigDecimal value = new BigDecimal(number.toString()).stripTrailingZeros();
        return value.scale() <= 0
                && value.toBigInteger().bitLength() < (type.equals("Long") ? Long.SIZE : Integer.SIZE);
    }

    private boolean isBetween(Object value) {
        if (!(value instanceof Number number)) {
            return true;
        }
        BigDecimal exact = new BigDecimal(number.toString());
        return (min.isEmpty() || exact.compareTo(new BigDecimal(min)) >= 0)
                && (max.isEmpty() || exact.compareTo(new BigDecimal(max)) <= 0);
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
