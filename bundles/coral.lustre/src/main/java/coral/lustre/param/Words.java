// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

/**
 * Texts that come again and again, such as names of operations and units, made once. Bounded: a new text takes the
 * place of an older one. For one thread.
 */
final class Words {
    private static final int SIZE = 1024;

    private final Slice[] keys = new Slice[SIZE];
    private final String[] texts = new String[SIZE];

    /** The text of these bytes. */
    String text(Slice bytes) {
        if (bytes.length() > 40) {
            return bytes.text();
        }
        int hash = bytes.hashCode();
        int slot = (hash ^ (hash >>> 15)) & (SIZE - 1);
        if (!bytes.equals(keys[slot])) {
            keys[slot] = bytes.copy();
            texts[slot] = bytes.text();
        }
        return texts[slot];
    }
}
