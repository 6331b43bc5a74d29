// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import java.util.Optional;

/** hsm_flags2str of lfs: the words of flags, then all of them as a number behind the last comma. */
final class HsmWords {
    private HsmWords() {}

    /** The flags; empty for anything else. */
    static Optional<Integer> component(String text) {
        String number = text.substring(text.lastIndexOf(',') + 1);
        return Printed.number(number).filter(n -> n >= 0 && n <= 0xffffffffL).map(Long::intValue);
    }
}
