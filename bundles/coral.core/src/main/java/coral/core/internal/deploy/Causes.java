// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

/** Finds the words that tell people why something failed. */
final class Causes {
    private static final int DEEPEST = 20;

    private Causes() {}

    /** What the innermost cause says. */
    static String of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
