// SPDX-License-Identifier: Apache-2.0
package coral.core.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells running work that nobody wants its result any more. Safe for use by many threads; cancelling is final.
 */
public final class CancelToken {
    private volatile boolean cancelled;
    private @Nullable List<Runnable> listeners = new ArrayList<>();

    /** Whether {@link #cancel} was called; cheap enough for every block of a copy. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Cancels; later calls do nothing. Listeners run on the calling thread, once. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (this) {
            if (listeners == null) {
                return;
            }
            cancelled = true;
            toRun = listeners;
            listeners = null;
        }
        toRun.forEach(Runnable::run);
    }

    /** Runs {@code listener} when cancelled, at once if that has happened already. It must not throw or block. */
    public void onCancel(Runnable listener) {
        synchronized (this) {
            if (listeners != null) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }
}
