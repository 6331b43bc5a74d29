// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Values of TOML for people. */
final class Shown {
    private Shown() {}

    /** A scalar as it is; of lists and tables nothing, since there may be secrets in them. */
    static String of(Object value) {
        return value instanceof TomlArray || value instanceof TomlTable ? "" : value.toString();
    }

    static String type(Object value) {
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Long) {
            return "a whole number";
        }
        if (value instanceof Double) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof TomlArray) {
            return "a list";
        }
        return value instanceof TomlTable ? "a table" : "a date or time";
    }
}
