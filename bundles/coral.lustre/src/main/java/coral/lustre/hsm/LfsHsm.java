// SPDX-License-Identifier: Apache-2.0
package coral.lustre.hsm;

import coral.core.problem.ProblemException;
import coral.lustre.internal.hsm.HsmText;
import java.util.List;

/** What {@code lfs hsm_state} and {@code lfs hsm_action} print of any number of files (lfs.c, 2.17). */
public final class LfsHsm {
    private LfsHsm() {}

    /**
     * Reads what {@code lfs hsm_state} prints.
     *
     * @param text bytes of the output, by {@link coral.core.posix.Names}
     * @throws ProblemException CORAL-LUSTRE-202 for anything else, and for words that are not those of the number
     */
    public static List<HsmState> states(String text) throws ProblemException {
        return HsmText.states(text);
    }

    /**
     * Reads what {@code lfs hsm_action} prints.
     *
     * @param text bytes of the output, by {@link coral.core.posix.Names}
     * @throws ProblemException CORAL-LUSTRE-202 for anything else
     */
    public static List<HsmCurrentAction> actions(String text) throws ProblemException {
        return HsmText.actions(text);
    }
}
