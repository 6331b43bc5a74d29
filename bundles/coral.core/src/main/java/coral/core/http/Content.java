// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

/**
 * What the body of a request or an answer holds. Immutable.
 *
 * @param kind how it is sent
 * @param type the record, or of which records; {@code Object} for JSON of any form
 */
public record Content(Kind kind, Class<?> type) {
    /** How a body is sent. */
    public enum Kind {
        /** No body. */
        NONE,
        /** One JSON object. */
        ONE,
        /** A {@link Slice} of a list as JSON. */
        SLICE,
        /** Server-sent events, each with a JSON object as data. */
        EVENTS
    }

    /** No body. */
    public static Content none() {
        return new Content(Kind.NONE, Void.class);
    }

    /** One object. */
    public static Content of(Class<?> type) {
        return new Content(Kind.ONE, type);
    }

    /** A bounded part of a list. */
    public static Content slice(Class<?> item) {
        return new Content(Kind.SLICE, item);
    }

    /** Server-sent events. */
    public static Content events(Class<?> event) {
        return new Content(Kind.EVENTS, event);
    }
}
