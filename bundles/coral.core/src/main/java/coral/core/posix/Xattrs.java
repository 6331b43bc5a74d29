// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import coral.core.internal.nat.LibC;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Extended attributes of one open file; valid as long as the file is open. Names such as {@code trusted.hsm}. */
public final class Xattrs {
    // XATTR_SIZE_MAX and XATTR_LIST_MAX of linux/limits.h
    private static final int MOST_BYTES = 65536;

    private final int fd;
    private final String subject;

    Xattrs(int fd, String subject) {
        this.fd = fd;
        this.subject = subject;
    }

    /** The value; empty when the file has no such attribute. */
    public Optional<byte[]> get(String name) throws ErrnoException {
        byte[] value = new byte[MOST_BYTES];
        long length = LibC.fgetxattr(fd, CString.of(name), value, value.length);
        if (length >= 0) {
            return Optional.of(Arrays.copyOf(value, (int) length));
        }
        if (LibC.errno() == Errno.ENODATA.number()) {
            return Optional.empty();
        }
        throw new ErrnoException("fgetxattr " + name, subject, LibC.errno());
    }

    /** Sets or replaces; durable after the file's {@link OpenFile#sync}. */
    public void set(String name, byte[] value) throws ErrnoException {
        if (LibC.fsetxattr(fd, CString.of(name), value, value.length, 0) < 0) {
            throw new ErrnoException("fsetxattr " + name, subject, LibC.errno());
        }
    }

    /** Removes; no error when there is none. */
    public void remove(String name) throws ErrnoException {
        if (LibC.fremovexattr(fd, CString.of(name)) < 0 && LibC.errno() != Errno.ENODATA.number()) {
            throw new ErrnoException("fremovexattr " + name, subject, LibC.errno());
        }
    }

    /** Names of all attributes that the process may see. */
    public List<String> names() throws ErrnoException {
        byte[] list = new byte[MOST_BYTES];
        long length = LibC.flistxattr(fd, list, list.length);
        if (length < 0) {
            throw new ErrnoException("flistxattr", subject, LibC.errno());
        }
        List<String> names = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (list[i] == 0) {
                names.add(Names.decode(Arrays.copyOfRange(list, start, i)));
                start = i + 1;
            }
        }
        return names;
    }
}
