// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.core.posix.Errno;
import coral.hsm.model.HsmAction;
import coral.hsm.mover.Archiver;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.mover.Remover;
import coral.hsm.mover.Restorer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the ability of a mover that an action needs; whatever a broken mover throws becomes a failure. */
final class MoverCalls {
    private static final Logger LOG = LoggerFactory.getLogger(MoverCalls.class);

    private MoverCalls() {}

    static Outcome call(Mover mover, HsmAction kind, MoverAction action, Optional<DataFile> data)
            throws InterruptedException {
        try {
            return dispatch(mover, kind, action, data);
        } catch (Throwable e) { // Also errors: a broken mover must cost an action, not the worker.
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            LOG.error("The mover broke at {} of {}, request {}", kind, action.fid(), action.cookie(), e);
            return new Outcome.Failed(
                    Errno.EIO, "the mover failed unexpectedly (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static Outcome dispatch(Mover mover, HsmAction kind, MoverAction action, Optional<DataFile> data)
            throws InterruptedException {
        if (kind == HsmAction.ARCHIVE && mover instanceof Archiver archiver && data.isPresent()) {
            return archiver.archive(action, data.get());
        }
        if (kind == HsmAction.RESTORE && mover instanceof Restorer restorer && data.isPresent()) {
            return restorer.restore(action, data.get());
        }
        if (kind == HsmAction.REMOVE && mover instanceof Remover remover) {
            return remover.remove(action);
        }
        return new Outcome.Failed(Errno.EOPNOTSUPP, "the archive's mover cannot do " + kind);
    }
}
