// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Names;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one object: a UUID in lower case. Nothing else ever becomes part of a path. Immutable.
 *
 * @param text 36 characters
 */
record ObjectId(String text) {
    /** What an id from outside must look like. */
    static final String ALLOWED = "a lower-case UUID, such as 0b7c2f1e-0c7a-8d54-9a55-2f6f5c0d8e11";

    /** How many directories objects are spread over: few enough to be there soon, many enough for 100 million objects. */
    static final int SHELVES = 1 << 12;

    private static final Pattern GRAMMAR =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    ObjectId {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException("not an object id: '" + Names.printable(text) + "'");
        }
    }

    /** Reads an id that came from outside; empty for anything that is not one. */
    static Optional<ObjectId> parse(String text) {
        return GRAMMAR.matcher(text).matches() ? Optional.of(new ObjectId(text)) : Optional.empty();
    }

    /**
     * A new one for each try. Two tries of one request may run at once, the earlier one given up and not stopped yet;
     * with names of their own neither can replace, nor its agent remove, what the other made.
     */
    static ObjectId fresh() {
        return new ObjectId(UUID.randomUUID().toString());
    }

    /** The directory that it is in, one of {@link #SHELVES}. */
    String shelf() {
        return text.substring(0, 3);
    }

    /** That directory as a number, from 0. */
    int shelfNumber() {
        return Integer.parseInt(shelf(), 16);
    }

    @Override
    public String toString() {
        return text;
    }
}
