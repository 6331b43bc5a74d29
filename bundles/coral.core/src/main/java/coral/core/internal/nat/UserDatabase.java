// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.nat;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The system's users and groups, from wherever nsswitch.conf says. Calls may block on a directory service. Safe for use
 * by many threads.
 */
public final class UserDatabase {
    /** Offsets in glibc's and musl's struct passwd and struct group on 64-bit machines: pw_uid, pw_gid, gr_gid. */
    private static final long PW_UID = 16;

    private static final long PW_GID = 20;
    private static final long GR_GID = 16;
    private static final long ENTRY_BYTES = 64;
    private static final int FIRST_BUFFER_BYTES = 4096;
    private static final int LAST_BUFFER_BYTES = 1 << 20;
    private static final int ERANGE = 34;
    private static final int MOST_GROUPS = 65_536;

    static {
        Native.register(UserDatabase.class, "c");
    }

    /**
     * A user of the system.
     *
     * @param gids all groups, the primary one among them
     */
    public record User(String name, long uid, long gid, Set<Long> gids) {}

    private interface Lookup {
        int call(Pointer entry, Memory buffer, PointerByReference result);
    }

    // Names are the C library's.
    private static native int getpwnam_r(
            byte[] name, Pointer entry, Pointer buffer, long bufferBytes, PointerByReference result);

    private static native int getgrnam_r(
            byte[] name, Pointer entry, Pointer buffer, long bufferBytes, PointerByReference result);

    private static native int getgrouplist(byte[] user, int group, int[] groups, IntByReference count);

    /** The user of this name and the groups it is in, or empty if there is none. */
    public Optional<User> user(String name) {
        byte[] text = cString(name);
        try (Memory entry = new Memory(ENTRY_BYTES)) {
            if (!find(entry, (to, buffer, result) -> getpwnam_r(text, to, buffer, buffer.size(), result))) {
                return Optional.empty();
            }
            int gid = entry.getInt(PW_GID);
            return Optional.of(new User(
                    name,
                    Integer.toUnsignedLong(entry.getInt(PW_UID)),
                    Integer.toUnsignedLong(gid),
                    groups(text, gid)));
        }
    }

    /** The id of the group of this name, or empty if there is none. */
    public Optional<Long> groupId(String name) {
        byte[] text = cString(name);
        try (Memory entry = new Memory(ENTRY_BYTES)) {
            return find(entry, (to, buffer, result) -> getgrnam_r(text, to, buffer, buffer.size(), result))
                    ? Optional.of(Integer.toUnsignedLong(entry.getInt(GR_GID)))
                    : Optional.empty();
        }
    }

    private static boolean find(Memory entry, Lookup lookup) {
        PointerByReference result = new PointerByReference();
        int error = ERANGE;
        for (int size = FIRST_BUFFER_BYTES; error == ERANGE && size <= LAST_BUFFER_BYTES; size *= 4) {
            try (Memory buffer = new Memory(size)) {
                error = lookup.call(entry, buffer, result);
            }
        }
        return error == 0 && result.getValue() != null;
    }

    private static Set<Long> groups(byte[] user, int gid) {
        int[] ids = new int[64];
        IntByReference count = new IntByReference(ids.length);
        while (getgrouplist(user, gid, ids, count) < 0 && ids.length < MOST_GROUPS) {
            ids = new int[Math.max(ids.length * 2, count.getValue())];
            count.setValue(ids.length);
        }
        Set<Long> found = new LinkedHashSet<>();
        found.add(Integer.toUnsignedLong(gid));
        for (int i = 0; i < Math.min(ids.length, count.getValue()); i++) {
            found.add(Integer.toUnsignedLong(ids[i]));
        }
        return Set.copyOf(found);
    }

    private static byte[] cString(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
