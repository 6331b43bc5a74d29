// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import coral.core.caller.Caller;
import coral.core.internal.nat.Abi;
import coral.core.internal.nat.LibC;
import java.io.IOException;
import java.util.Arrays;

/**
 * Makes file system calls with somebody else's rights, on the calling thread alone (setfsuid(2), setfsgid(2) and the
 * raw setgroups), so that the kernel decides what the person may reach and not Coral.
 */
public final class Impersonation {
    private Impersonation() {}

    /** A file system call. */
    public interface Call<T> {
        /** Makes the call. */
        T run() throws IOException;
    }

    /**
     * Runs {@code call} with the caller's user and groups. A node that is not root can act for its own user only.
     *
     * @throws ErrnoException EPERM when this process may not act for the caller
     */
    public static <T> T as(Caller caller, Call<T> call) throws IOException {
        int self = LibC.geteuid();
        if (caller.uid() == self) {
            return call.run();
        }
        if (self != 0) {
            throw new ErrnoException("act for user", caller.name(), Errno.EPERM.number());
        }
        int[] before = groups();
        int[] wanted = caller.gids().stream().mapToInt(Long::intValue).toArray();
        try {
            setGroups(wanted);
            LibC.setfsgid((int) caller.gid());
            LibC.setfsuid((int) caller.uid());
            // setfsuid reports no failure: a second call that changes nothing tells what holds now.
            if (LibC.setfsuid(-1) != (int) caller.uid()) {
                throw new ErrnoException("setfsuid", caller.name(), Errno.EPERM.number());
            }
            return call.run();
        } finally {
            LibC.setfsuid(0);
            LibC.setfsgid(0);
            setGroups(before);
        }
    }

    private static int[] groups() throws ErrnoException {
        int[] groups = new int[65536];
        long count = LibC.syscall(Abi.SYS_GETGROUPS, groups.length, groups);
        if (count < 0) {
            throw new ErrnoException("getgroups", "this thread", LibC.errno());
        }
        return Arrays.copyOf(groups, (int) count);
    }

    private static void setGroups(int[] groups) throws ErrnoException {
        int[] some = groups.length == 0 ? new int[1] : groups;
        if (LibC.syscall(Abi.SYS_SETGROUPS, groups.length, some) < 0) {
            throw new ErrnoException("setgroups", "this thread", LibC.errno());
        }
    }
}
