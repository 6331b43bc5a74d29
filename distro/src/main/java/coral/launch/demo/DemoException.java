// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

/** The demo found something that is not as it must be; the message says what. */
final class DemoException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
