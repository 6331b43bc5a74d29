// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded part of a list. Immutable.
 *
 * @param items in the list's order
 * @param next what {@code cursor} must be for the items after these; null at the end
 */
public record Slice<T>(List<T> items, @Nullable String next) {
    /** Copies the items. */
    public Slice {
        items = List.copyOf(items);
    }
}
