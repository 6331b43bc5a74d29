// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.List;
import java.util.Optional;

/**
 * A value in YAML's look: keys and values as text, nested by indentation. Lustre's files are YAML only nearly (quotes,
 * blanks and keys come twice), so that this keeps what stands there and fails at nothing.
 *
 * @param items in the order of the file
 */
public record Outline(List<Item> items) {
    /** Copies the list. */
    public Outline {
        items = List.copyOf(items);
    }

    /**
     * One line with the lines below it.
     *
     * @param listed whether it stands for a dash; keys behind it and on the next lines are below it
     * @param key before the first colon that is followed by a blank or nothing; empty for a line without one
     * @param value after the colon, or the whole line; without blanks around it
     * @param items what is indented deeper below it
     */
    public record Item(boolean listed, String key, String value, List<Item> items) {
        /** Copies the list. */
        public Item {
            items = List.copyOf(items);
        }

        /** The items below as an outline. */
        public Outline below() {
            return new Outline(items);
        }
    }

    /** The first item with a key. */
    public Optional<Item> item(String key) {
        return items.stream().filter(item -> item.key().equals(key)).findFirst();
    }

    /** The item at the end of a way of keys. */
    public Optional<Item> at(String... keys) {
        Outline here = this;
        Optional<Item> found = Optional.empty();
        for (String key : keys) {
            found = here.item(key);
            here = new Outline(found.map(Item::items).orElse(List.of()));
        }
        return found;
    }

    /** The text of the item at the end of a way of keys; empty if it is not there. */
    public String text(String... keys) {
        return at(keys).map(Item::value).orElse("");
    }

    static Outline read(Slice value) {
        return OutlineReader.read(value);
    }
}
