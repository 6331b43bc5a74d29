// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. Immutable.
 *
 * @param limit most items, 1 to {@link #MOST}
 * @param after the key of the last item that the client has; empty for the beginning
 */
public record Window(int limit, String after) {
    /** Most items that one answer has. */
    public static final int MOST = 1000;
    /** Items when the client does not say. */
    public static final int USUAL = 100;

    /** Checks the limit. */
    public Window {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("not from 1 to " + MOST + ": " + limit);
        }
    }

    /** The wanted part of {@code items}, which are in the order of their keys; looks at no more than it must. */
    public <T> Slice<T> of(Stream<T> items, Function<T, String> key) {
        return of(items, key, Comparator.naturalOrder());
    }

    /**
     * The wanted part of {@code items}, which are in the order {@code keys} of their keys. Items may come and go
     * between two calls: none that stays is left out or comes twice.
     */
    public <T> Slice<T> of(Stream<T> items, Function<T, String> key, Comparator<String> keys) {
        List<T> part = new ArrayList<>();
        @Nullable String last = null;
        Iterator<T> wanted = items.filter(item -> after.isEmpty() || keys.compare(key.apply(item), after) > 0)
                .iterator();
        while (wanted.hasNext()) {
            T item = wanted.next();
            if (part.size() == limit) {
                return new Slice<>(part, last);
            }
            part.add(item);
            last = key.apply(item);
        }
        return new Slice<>(part, null);
    }
}
