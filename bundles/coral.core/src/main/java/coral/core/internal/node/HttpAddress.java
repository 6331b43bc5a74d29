// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.node;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Where the node listens for HTTP, told by the listener. Safe for use by many threads. */
@Component(service = HttpAddress.class)
public final class HttpAddress {
    private volatile State state = new State(List.of(), null);

    /**
     * What is so now.
     *
     * @param urls that are served
     * @param problem why one that should be is not; null if all are
     */
    public record State(List<String> urls, @Nullable String problem) {
        /** Copies the list. */
        public State {
            urls = List.copyOf(urls);
        }
    }

    /** Says what is so now. */
    public void tell(State now) {
        state = now;
    }

    /** What was said last. */
    public State state() {
        return state;
    }
}
