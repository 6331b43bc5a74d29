// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.Set;

/**
 * Tells lines that begin a parameter, {@code NAME=}, from lines of a value of several lines.
 *
 * <p>Values have lines with an equals sign of their own: records of {@code hsm.actions} ({@code lrh=[…}), flags of
 * imports. A name with a dot is a parameter always. One without is one where the parameter before it had its value on
 * its own line or has no dot either; within a value of several lines only the names that Lustre has at its top level.
 */
final class ParamHeader {
    private static final boolean[] IN_NAME = new boolean[256];
    private static final Set<String> NEVER = Set.of("lrh", "fid", "uuid", "flags", "flags2");
    /** Lustre 2.17.57, and those of 2.12 and 2.15 that it lacks. */
    private static final Set<String> TOP = Set.of(
            "allow_register",
            "at_early_margin",
            "at_extra",
            "at_history",
            "at_max",
            "at_min",
            "at_unhealthy_factor",
            "bulk_timeout",
            "debug_peer_on_timeout",
            "debug_raw_pointers",
            "dump_on_eviction",
            "dump_on_timeout",
            "enable_fname_encoding",
            "enable_health_write",
            "enable_stats_header",
            "expected_clients",
            "health_check",
            "jobid_name",
            "jobid_this_session",
            "jobid_var",
            "lbug_on_eviction",
            "ldlm_timeout",
            "max_dirty_mb",
            "memused",
            "memused_max",
            "ping_interval",
            "pinger",
            "timeout",
            "version",
            "buffers",
            "catastrophe",
            "console_backoff",
            "console_max_delay_centisecs",
            "console_min_delay_centisecs",
            "console_ratelimit",
            "cpu_partition_distance",
            "cpu_partition_table",
            "daemon_file",
            "debug",
            "debug_log_upcall",
            "debug_mb",
            "debug_path",
            "fail_err",
            "fail_loc",
            "fail_val",
            "lnet_lnd_timeout",
            "lnet_memused",
            "nis",
            "panic_on_lbug",
            "peers",
            "portal_rotor",
            "printk",
            "routers",
            "routes",
            "stats",
            "subsystem_debug",
            "subsystem_printk",
            "watchdog_ratelimit",
            "checksum_speed",
            "devices",
            "lfsck_speed_limit");

    static {
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-@:+%*".toCharArray()) {
            IN_NAME[c] = true;
        }
    }

    private boolean open;
    private boolean dotted;

    /** Where the equals sign is if this line begins a parameter, else -1. */
    int equalsSign(byte[] bytes, int from, int to) {
        if (from == to || !isLetter(bytes[from])) {
            return -1;
        }
        boolean dot = false;
        int i = from;
        while (i < to && IN_NAME[bytes[i] & 0xFF]) {
            dot |= bytes[i++] == '.';
        }
        if (i == to || bytes[i] != '=') {
            return -1;
        }
        return (dot ? !isRule(bytes, from, i) : isPlain(bytes, from, i)) ? i : -1;
    }

    private static boolean isLetter(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    /** {@code mgs.MGS.live.*} lists the rules of secure RPC as they were set. */
    private boolean isRule(byte[] bytes, int from, int to) {
        if (!open) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == '.' && Slice.view(bytes, i, to).startsWith(".srpc.flavor")) {
                return true;
            }
        }
        return false;
    }

    private boolean isPlain(byte[] bytes, int from, int to) {
        String name = Slice.view(bytes, from, to).text();
        return (open && dotted) ? TOP.contains(name) : !NEVER.contains(name);
    }

    /** Remembers the parameter that has just begun. */
    void began(Slice name, boolean restOnLine) {
        dotted = name.indexOf('.', 0) >= 0;
        open = !restOnLine;
    }
}
