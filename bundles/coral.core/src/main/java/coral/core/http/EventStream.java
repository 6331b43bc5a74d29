// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Server-sent events to one client. Safe for use by many threads; nothing here blocks.
 *
 * <p>Silence is filled with comments every 15 s, so that a client that is gone is found out. The stream ends when the
 * client goes, its token ends, the component goes or {@link #close} is called.
 */
@ProviderType
public interface EventStream {
    /**
     * Queues one event for the client. A client that reads so slowly that its queue of 256 events is full loses the
     * stream, and not single events of it.
     *
     * @param event its type: letters, digits, {@code -}, {@code _} and {@code .}
     * @param value written as one line of JSON
     * @return false if the stream has ended
     */
    boolean send(String event, Object value);

    /** Runs {@code listener} when the stream has ended, at once if it has already. It must not throw or block. */
    void onClose(Runnable listener);

    /** Ends the stream after what is queued; later calls do nothing. */
    void close();
}
