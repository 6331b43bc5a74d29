// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.task.CancelToken;
import coral.hsm.model.HsmAction;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.source.ActionItem;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes, as well as can be, the object that nobody needs after an archive: the old one, or a new one in vain. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final Mover mover;
    private final Assignment assignment;

    Leftovers(Mover mover, Assignment assignment) {
        this.mover = mover;
        this.assignment = assignment;
    }

    /**
     * To be called after the end is durable.
     *
     * @param made what the mover said
     * @param end what the source made of it
     */
    void remove(Outcome made, Outcome end) {
        Optional<ObjectRef> fresh = made instanceof Outcome.Done done ? done.object() : Optional.empty();
        if (fresh.isEmpty()) {
            return;
        }
        Optional<ObjectRef> former = assignment.item().object();
        boolean same = former.map(ObjectRef::id).equals(fresh.map(ObjectRef::id));
        if (end instanceof Outcome.Done && !same) {
            former.ifPresent(this::remove);
        } else if (!(end instanceof Outcome.Done) && !same) {
            remove(fresh.get());
        }
    }

    private void remove(ObjectRef object) {
        ActionItem item = assignment.item();
        MoverAction action = new MoverAction(
                item.fileSystem(),
                item.fid(),
                item.cookie(),
                Optional.of(object),
                item.data(),
                new CancelToken(),
                bytes -> {});
        try {
            Outcome outcome = MoverCalls.call(mover, HsmAction.REMOVE, action, Optional.empty());
            if (!(outcome instanceof Outcome.Done)) {
                LOG.warn("Object {} is left over after {}: {}", object.id(), assignment, outcome);
            }
        } catch (InterruptedException e) {
            LOG.warn("Object {} is left over after {}: interrupted", object.id(), assignment);
            Thread.currentThread().interrupt();
        }
    }
}
