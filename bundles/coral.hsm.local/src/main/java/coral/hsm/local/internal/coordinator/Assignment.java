// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.task.CancelToken;
import coral.hsm.source.ActionItem;
import java.time.Duration;

/** One action given to one session, once; a second giving is another assignment. The catalogue's lock guards it. */
final class Assignment {
    private final ActionItem item;
    private final LocalSession session;
    private final CancelToken cancel = new CancelToken();
    private long heardNanos;
    private boolean begun;
    private boolean ending;

    Assignment(ActionItem item, LocalSession session, long nowNanos) {
        this.item = item;
        this.session = session;
        this.heardNanos = nowNanos;
    }

    ActionItem item() {
        return item;
    }

    boolean belongsTo(LocalSession other) {
        return session == other;
    }

    CancelToken cancel() {
        return cancel;
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    void begin(long nowNanos) {
        begun = true;
        heardNanos = nowNanos;
    }

    boolean begun() {
        return begun;
    }

    /** Whether the agent has begun it and has been silent for longer than {@code limit}. */
    boolean isSilent(Duration limit, long nowNanos) {
        return begun && !ending && nowNanos - heardNanos > limit.toNanos();
    }

    /** From here to the end nobody takes it away. */
    void ending(boolean now) {
        ending = now;
    }

    boolean isEnding() {
        return ending;
    }
}
