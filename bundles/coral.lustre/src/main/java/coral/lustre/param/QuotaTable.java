// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quota by id: {@code quota_slave.acct_*} (usage), {@code quota_slave.limit_*} and {@code qmt.*.glb-*} (limits).
 *
 * @param title the line before the entries, such as {@code usr_accounting} or {@code global_pool0_dt_usr}
 */
public record QuotaTable(String title, List<Entry> entries, List<Slice> unknown) implements ParamValue {
    /** Copies the lists. */
    public QuotaTable {
        entries = List.copyOf(entries);
        unknown = List.copyOf(unknown);
    }

    /** The number of a user, group or project, with what is known of it. */
    public record Entry(
            long id, @Nullable Usage usage, @Nullable Limits limits) {}

    /** What is used: files, and space in KiB. */
    public record Usage(long inodes, long kbytes) {}

    /**
     * What is allowed: files, or KiB for {@code dt} pools.
     *
     * @param graceSeconds how long the soft limit may be passed, or when that ends, by the epoch, once it is passed
     */
    public record Limits(long hard, long soft, long granted, long graceSeconds) {}

    static ParamValue read(Slice value) {
        List<Entry> entries = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        Scan lines = value.scan();
        Slice title = lines.line();
        Slice id = null;
        while (!lines.atEnd()) {
            Slice line = lines.line();
            Entry entry = id == null ? null : entry(id, line);
            if (entry != null) {
                entries.add(entry);
                id = null;
            } else {
                if (id != null) {
                    unknown.add(id);
                }
                id = line.startsWith("- id:") ? line : null;
                if (id == null) {
                    unknown.add(line);
                }
            }
        }
        if (id != null) {
            unknown.add(id);
        }
        return new QuotaTable(title(title, unknown), entries, unknown);
    }

    private static String title(Slice line, List<Slice> unknown) {
        String text = line.text().strip();
        if (!text.matches("[A-Za-z0-9_.-]+:?")) {
            unknown.add(line);
        }
        return text.endsWith(":") ? text.substring(0, text.length() - 1) : text;
    }

    private static @Nullable Entry entry(Slice idLine, Slice line) {
        Scan in = idLine.scan().must("- id:");
        long id = in.unsigned();
        if (!in.done()) {
            return null;
        }
        Scan body = line.scan();
        body.blanks();
        Entry entry = body.takes("usage:") ? usage(id, body) : limits(id, body.must("limits:"));
        return body.done() ? entry : null;
    }

    private static Entry usage(long id, Scan in) {
        long inodes = in.must("{").must("inodes:").unsigned();
        long kbytes = in.must(",").must("kbytes:").unsigned();
        in.must("}");
        return new Entry(id, new Usage(inodes, kbytes), null);
    }

    private static Entry limits(long id, Scan in) {
        long hard = in.must("{").must("hard:").unsigned();
        long soft = in.must(",").must("soft:").unsigned();
        long granted = in.must(",").must("granted:").unsigned();
        long grace = in.must(",").must("time:").unsigned();
        in.blanks();
        if (in.takes(",")) {
            in.must("edquot:").word();
        }
        in.must("}");
        return new Entry(id, null, new Limits(hard, soft, granted, grace));
    }
}
