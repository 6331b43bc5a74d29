// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import java.util.function.Consumer;

/** What a handler answers: of the kind that its operation declares. */
public sealed interface Answer {
    /** A value that is written as JSON: a record, a map or a {@link Slice}. */
    record Value(Object value) implements Answer {}

    /** Nothing to say: 204. */
    record Done() implements Answer {}

    /** Events from now on; {@code opened} is told the stream once, on the thread of the handler. */
    record Events(Consumer<EventStream> opened) implements Answer {}

    /** A value with the status that the operation declares. */
    static Answer of(Object value) {
        return new Value(value);
    }

    /** Nothing to say. */
    static Answer done() {
        return new Done();
    }

    /** Server-sent events, until the client or the component goes or the stream is closed. */
    static Answer events(Consumer<EventStream> opened) {
        return new Events(opened);
    }
}
