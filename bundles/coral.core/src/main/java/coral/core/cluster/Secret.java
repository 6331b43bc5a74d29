// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

/**
 * A word that is never shown: its text is {@code (hidden)}. Immutable. Two are equal if their words are.
 *
 * @param word for the one who has to use it
 */
public record Secret(String word) {
    /** What stands for every secret. */
    public static final String HIDDEN = "(hidden)";

    @Override
    public String toString() {
        return HIDDEN;
    }
}
