// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.task.CancelToken;
import coral.hsm.source.ActionItem;
import java.time.Instant;

/** One action given to one session, once; a second giving is another assignment. The catalogue's lock guards it. */
final class Assignment {
    private final ActionItem item;
    private final LocalSession session;
    private final CancelToken cancel = new CancelToken();
    private Instant heard;
    private boolean begun;
    private boolean ending;

    Assignment(ActionItem item, LocalSession session, Instant now) {
        this.item = item;
        this.session = session;
        this.heard = now;
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

    void heard(Instant now) {
        heard = now;
    }

    void begin(Instant now) {
        begun = true;
        heard = now;
    }

    boolean begun() {
        return begun;
    }

    /** Whether the agent has begun it and has been silent since before {@code limit}. */
    boolean silentSince(Instant limit) {
        return begun && !ending && heard.isBefore(limit);
    }

    /** From here to the end nobody takes it away. */
    void ending(boolean now) {
        ending = now;
    }

    boolean isEnding() {
        return ending;
    }
}
