// SPDX-License-Identifier: Apache-2.0
package coral.launch;

/** Why a node does not start, in words for the one who starts it. */
final class LaunchException extends Exception {
    private static final long serialVersionUID = 1L;

    LaunchException(String code, String message) {
        super(code + ": " + message);
    }

    LaunchException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
    }
}
