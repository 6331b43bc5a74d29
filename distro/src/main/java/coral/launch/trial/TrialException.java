// SPDX-License-Identifier: Apache-2.0
package coral.launch.trial;

/** Something is not as it must be; the message says what. */
public final class TrialException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what. */
    public TrialException(String message) {
        super(message);
    }
}
