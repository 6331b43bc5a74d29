// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import java.io.IOException;

/** The other side does not speak the protocol; its connection is closed. */
final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
        super(message);
    }
}
