// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Linux error number (asm-generic/errno.h) with what a retry can do about it.
 *
 * <p>Numbers travel through Coral positive; Lustre's negative ones are turned at the edge. Immutable.
 */
public enum Errno {
    EPERM(1, "Operation not permitted", Retry.NEVER),
    ENOENT(2, "No such file or directory", Retry.NEVER),
    EINTR(4, "Interrupted system call", Retry.SOON),
    EIO(5, "Input/output error", Retry.NEVER),
    ENXIO(6, "No such device or address", Retry.NEVER),
    E2BIG(7, "Argument list too long", Retry.NEVER),
    EBADF(9, "Bad file descriptor", Retry.NEVER),
    EAGAIN(11, "Resource temporarily unavailable", Retry.SOON),
    ENOMEM(12, "Cannot allocate memory", Retry.SOON),
    EACCES(13, "Permission denied", Retry.NEVER),
    EFAULT(14, "Bad address", Retry.NEVER),
    EBUSY(16, "Device or resource busy", Retry.SOON),
    EEXIST(17, "File exists", Retry.NEVER),
    EXDEV(18, "Invalid cross-device link", Retry.NEVER),
    ENODEV(19, "No such device", Retry.LATER),
    ENOTDIR(20, "Not a directory", Retry.NEVER),
    EISDIR(21, "Is a directory", Retry.NEVER),
    EINVAL(22, "Invalid argument", Retry.NEVER),
    ENFILE(23, "Too many open files in system", Retry.SOON),
    EMFILE(24, "Too many open files", Retry.SOON),
    ENOTTY(25, "Inappropriate ioctl for device", Retry.NEVER),
    ETXTBSY(26, "Text file busy", Retry.SOON),
    EFBIG(27, "File too large", Retry.NEVER),
    ENOSPC(28, "No space left on device", Retry.LATER),
    EROFS(30, "Read-only file system", Retry.NEVER),
    EMLINK(31, "Too many links", Retry.NEVER),
    EPIPE(32, "Broken pipe", Retry.SOON),
    ERANGE(34, "Numerical result out of range", Retry.NEVER),
    EDEADLK(35, "Resource deadlock avoided", Retry.SOON),
    ENAMETOOLONG(36, "File name too long", Retry.NEVER),
    ENOSYS(38, "Function not implemented", Retry.NEVER),
    ENOTEMPTY(39, "Directory not empty", Retry.NEVER),
    ELOOP(40, "Too many levels of symbolic links", Retry.NEVER),
    ENODATA(61, "No data available", Retry.NEVER),
    EPROTO(71, "Protocol error", Retry.NEVER),
    EOVERFLOW(75, "Value too large for defined data type", Retry.NEVER),
    EOPNOTSUPP(95, "Operation not supported", Retry.NEVER),
    ECONNABORTED(103, "Software caused connection abort", Retry.SOON),
    ECONNRESET(104, "Connection reset by peer", Retry.SOON),
    ESHUTDOWN(108, "Cannot send after transport endpoint shutdown", Retry.LATER),
    ETIMEDOUT(110, "Connection timed out", Retry.SOON),
    ECONNREFUSED(111, "Connection refused", Retry.SOON),
    EHOSTUNREACH(113, "No route to host", Retry.SOON),
    EALREADY(114, "Operation already in progress", Retry.NEVER),
    EINPROGRESS(115, "Operation now in progress", Retry.SOON),
    ESTALE(116, "Stale file handle", Retry.NEVER),
    EDQUOT(122, "Disk quota exceeded", Retry.LATER),
    ECANCELED(125, "Operation canceled", Retry.NEVER);

    /** What asking again can bring. */
    public enum Retry {
        /** The same call will fail again. */
        NEVER,
        /** It may work within seconds; retried inside the action. */
        SOON,
        /** It works once somebody has made room or brought a device back; the request fails and is asked again. */
        LATER
    }

    private static final Map<Integer, Errno> BY_NUMBER =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Errno::number, e -> e));

    private final int number;
    private final String text;
    private final Retry retry;

    Errno(int number, String text, Retry retry) {
        this.number = number;
        this.text = text;
        this.retry = retry;
    }

    /** The positive error number. */
    public int number() {
        return number;
    }

    /** What strerror(3) says. */
    public String text() {
        return text;
    }

    /** Whether and when to ask again. */
    public Retry retry() {
        return retry;
    }

    /** The error with this number, or empty for one that Coral has no name for. */
    public static Optional<Errno> of(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }
}
