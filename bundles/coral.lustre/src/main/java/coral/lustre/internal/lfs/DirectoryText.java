// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.layout.DirectoryEntry;
import coral.lustre.layout.DirectoryHash;
import coral.lustre.layout.DirectoryLayout;
import coral.lustre.layout.DirectoryLayout.Default;
import coral.lustre.layout.DirectoryLayout.Stripe;
import coral.lustre.layout.DirectoryLayout.Striped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a directory's layout of what stands in one block of text. */
final class DirectoryText {
    private static final long U32 = 0xffffffffL;

    private DirectoryText() {}

    static DirectoryEntry entry(String path, Fields fields, List<Stripe> stripes, boolean defaults)
            throws ProblemException {
        String words = fields.text("lmv_hash_type");
        DirectoryHash hash = DirectoryHash.parse(words).orElseThrow(() -> fields.bad("lmv_hash_type", words));
        String pool = fields.find("lmv_pool").orElse("");
        if (defaults || fields.has("lmv_max_inherit")) {
            if (!stripes.isEmpty()) {
                throw fields.contradiction("stripes of a default");
            }
            return new DirectoryEntry(path, fid(fields), ofDefault(fields, hash, pool));
        }
        int count = (int) fields.number("lmv_stripe_count", 0xffff);
        // YAML lists the directory itself where there are no stripes.
        @Nullable Fid fid = count == 0 && stripes.size() == 1 ? stripes.get(0).fid() : fid(fields);
        List<Stripe> listed = count == 0 && stripes.size() == 1 ? List.of() : stripes;
        if (listed.size() != count) {
            throw fields.contradiction(listed.size() + " stripes");
        }
        return new DirectoryEntry(
                path,
                fid,
                new Striped(
                        (int) fields.number("lmv_magic", U32, 0),
                        count,
                        (int) fields.number("lmv_stripe_offset", 0xffff),
                        hash,
                        DirectoryLayout.Migration.UNTOLD,
                        pool,
                        listed));
    }

    private static Default ofDefault(Fields fields, DirectoryHash hash, String pool) throws ProblemException {
        String count = fields.text("lmv_stripe_count");
        if (!count.matches("-?[0-9]{1,5}")) {
            throw fields.bad("lmv_stripe_count", count);
        }
        return new Default(
                Integer.parseInt(count),
                fields.index("lmv_stripe_offset", 0xffff),
                hash,
                0,
                depth(fields, "lmv_max_inherit"),
                depth(fields, "lmv_max_inherit_rr"),
                pool);
    }

    private static int depth(Fields fields, String key) throws ProblemException {
        return fields.has(key) ? fields.index(key, 254) : Default.UNTOLD;
    }

    private static @Nullable Fid fid(Fields fields) throws ProblemException {
        if (!fields.has("lmv_fid")) {
            return null;
        }
        String text = fields.text("lmv_fid");
        return Printed.fid(text).orElseThrow(() -> fields.bad("lmv_fid", text));
    }
}
