// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import coral.core.caller.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as a handler sees it: everything in it was checked against what its operation declares. Immutable.
 *
 * @param caller on whose behalf: the user that the token acts as
 * @param role of the token
 * @param values of the declared parameters that are there or have a value for when they are missing
 * @param content the body as the declared record; null if none is declared
 */
public record ApiRequest(
        Caller caller,
        Role role,
        Map<String, List<String>> values,
        @Nullable Object content) {
    /** Attribute of a servlet request: the {@link Caller}; none at paths that are open to all. */
    public static final String CALLER = "coral.caller";

    /** Attribute of a servlet request: the {@link Role}; none at paths that are open to all. */
    public static final String ROLE = "coral.role";

    /** Copies the values. */
    public ApiRequest {
        values = Map.copyOf(values);
    }

    /** The value of a parameter that is always there: one of the path, a needed one, or one with a default. */
    public String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no parameter '" + name + "'"));
    }

    /** The value of a parameter that may be missing. */
    public Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a parameter, in the order of the request. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The value of a parameter of the type INTEGER that is always there. */
    public long number(String name) {
        return Long.parseLong(text(name));
    }

    /** Whether a parameter of the type BOOLEAN is there and true. */
    public boolean flag(String name) {
        return find(name).filter("true"::equals).isPresent();
    }

    /** Whether only to say what would be done: {@link Parameter#DRY_RUN}. */
    public boolean isDryRun() {
        return flag(Parameter.DRY_RUN.name());
    }

    /** The part of the list that is wanted, of an operation with {@link Operation#inSlices}. */
    public Window window() {
        return new Window(
                (int) number(Parameter.LIMIT.name()),
                find(Parameter.CURSOR.name()).orElse(""));
    }

    /** The body, of an operation with {@link Operation#taking}. */
    public <T> T body(Class<T> type) {
        if (!type.isInstance(content)) {
            throw new IllegalArgumentException("no body of " + type);
        }
        return type.cast(content);
    }
}
