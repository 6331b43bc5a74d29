// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import java.io.IOException;

/** A failed system call: which call, on what, and its error number. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int number;

    /**
     * @param call the system call's name
     * @param subject what it was made on, as {@link Names#printable} shows it
     * @param number the positive error number
     */
    public ErrnoException(String call, String subject, int number) {
        super(call + " " + subject + ": " + describe(number));
        this.number = number;
    }

    /** The positive error number, also for those that {@link Errno} does not list. */
    public int number() {
        return number;
    }

    /** The error as a value; EIO for numbers that {@link Errno} does not list. */
    public Errno errno() {
        return Errno.of(number).orElse(Errno.EIO);
    }

    private static String describe(int number) {
        return Errno.of(number).map(e -> e.text() + " (" + e + ")").orElse("error " + number);
    }
}
