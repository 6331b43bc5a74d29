// SPDX-License-Identifier: Apache-2.0
package coral.core.metrics;

/** What a metric is measured in; its name ends in it. */
public enum Unit {
    SECONDS("seconds"),
    BYTES("bytes"),
    /** How many there are, or were; the name's last word says of what. */
    COUNT(""),
    /** 1 for yes, 0 for no; the name's last word is what is asked. */
    FLAG("");

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    /** The last word of a name, before {@code _total}; empty when it is free. */
    public String suffix() {
        return suffix;
    }
}
