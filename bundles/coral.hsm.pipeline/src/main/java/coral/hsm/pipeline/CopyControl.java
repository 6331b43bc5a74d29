// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline;

import coral.core.task.CancelToken;
import coral.hsm.mover.MoverAction;

/**
 * How a running copy hears from and tells its owner.
 *
 * @param cancel asked once a block
 * @param progress told of the data bytes of each block once they are written
 */
public record CopyControl(CancelToken cancel, MoverAction.Progress progress) {
    /** The cancel token and progress of an action. */
    public static CopyControl of(MoverAction action) {
        return new CopyControl(action.cancel(), action.progress());
    }
}
