// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.io.IOException;

/** Text that breaks a bound or cannot be what it is said to be. The message names the code, the thing and the bound. */
public final class ParamFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    ParamFormatException(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    ParamFormatException(String code, String message, Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
    }

    /** Such as {@code CORAL-LUSTRE-101}. */
    public String code() {
        return code;
    }
}
