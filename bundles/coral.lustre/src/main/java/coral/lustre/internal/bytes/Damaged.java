// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.bytes;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How attributes that are not what they should be are told of: CORAL-LUSTRE-201. */
public final class Damaged {
    /** More than any attribute of Lustre has: 2000 objects and a little. */
    public static final int MAX_BYTES = 1 << 20;

    private Damaged() {}

    /** Reads one value from bytes; may throw any unchecked exception that reading too far or a bad value gives. */
    public interface Parse<T> {
        /** Reads and checks. */
        T from(ByteBuffer bytes);
    }

    /** Calls {@code parse} with little-endian bytes and turns its complaints into a problem. */
    public static <T> T check(String what, byte[] bytes, Parse<T> parse) throws ProblemException {
        if (bytes.length > MAX_BYTES) {
            throw problem(what, bytes, "more than " + MAX_BYTES + " bytes");
        }
        try {
            return parse.from(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw problem(what, bytes, "cut off");
        } catch (IllegalArgumentException e) {
            throw problem(what, bytes, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException problem(String what, byte[] bytes, String why) {
        return new Problem(
                        "CORAL-LUSTRE-201",
                        Errno.EINVAL,
                        what + " of " + bytes.length + " bytes is damaged: " + why,
                        "Let LFSCK check the file")
                .exception();
    }

    /** Complains unless {@code ok}. */
    public static void require(boolean ok, String why) {
        if (!ok) {
            throw new IllegalArgumentException(why);
        }
    }

    /** A part of {@code from}, in the same byte order. */
    public static ByteBuffer part(ByteBuffer from, int offset, int length) {
        if (offset < 0 || length < 0 || (long) offset + length > from.limit()) {
            throw new BufferUnderflowException();
        }
        return from.slice(offset, length).order(from.order());
    }
}
