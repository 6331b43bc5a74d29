// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code lfs getstripe} that has keys.
 *
 * @param pairs keys without {@code lmm_}, and their values; several for directories
 * @param level what they speak of
 * @param bare true if a key of a striping stands without {@code lmm_}: it is a directory's
 */
record GetstripeLine(List<Pair> pairs, Level level, boolean bare) {
    private static final Pattern KEYED =
            Pattern.compile("\\s*(?:- )?([a-z_]+(?:\\.[a-z_]+)?):(?:\\s+(.*)|\\s*)", Pattern.DOTALL);
    private static final String STRIPING = "magic|seq|object_id|fid|stripe_count|stripe_size|extension_size|pattern"
            + "|layout_gen|stripe_offset|mdt_index|pool|objects";
    private static final Pattern LMM = Pattern.compile("(lmm_)?(" + STRIPING + ")");
    private static final Pattern NEXT =
            Pattern.compile("\\s(stripe_size|extension_size|pattern|stripe_offset|mdt_index|pool):(?=\\s|$)");
    private static final Pattern FOREIGN = Pattern.compile("lhm_[a-z_]+|lfm_[a-z_]+");
    private static final Pattern HEADER = Pattern.compile("lcm_[a-z_]+|composite_header|components");
    private static final Pattern COMPONENT = Pattern.compile("lcme_[a-z_.]+|sub_layout");

    /** One key and its value. */
    record Pair(String key, String value) {}

    /** What keys speak of. */
    enum Level {
        HEADER,
        COMPONENT,
        PLACEMENT
    }

    /** Takes a line apart; empty if it has no key of lfs. */
    static Optional<GetstripeLine> parse(String line) {
        Matcher m = KEYED.matcher(line);
        if (!m.matches()) {
            return Optional.empty();
        }
        String key = m.group(1);
        String value = m.group(2) == null ? "" : m.group(2).strip();
        Matcher lmm = LMM.matcher(key);
        if (lmm.matches()) {
            return Optional.of(new GetstripeLine(split(lmm.group(2), value), Level.PLACEMENT, lmm.group(1) == null));
        } else if (FOREIGN.matcher(key).matches()) {
            return Optional.of(new GetstripeLine(List.of(new Pair(key, value)), Level.PLACEMENT, false));
        } else if (HEADER.matcher(key).matches()) {
            return Optional.of(new GetstripeLine(List.of(new Pair(key, value)), Level.HEADER, false));
        } else if (COMPONENT.matcher(key).matches()) {
            return Optional.of(new GetstripeLine(List.of(new Pair(key, value)), Level.COMPONENT, false));
        }
        return Optional.empty();
    }

    /** Directories have all on one line; a value may be missing. */
    private static List<Pair> split(String firstKey, String rest) {
        List<Pair> pairs = new ArrayList<>();
        String key = firstKey;
        Matcher next = NEXT.matcher(" " + rest);
        int from = 0;
        while (next.find()) {
            pairs.add(new Pair(key, (" " + rest).substring(from, next.start()).strip()));
            key = next.group(1);
            from = next.end();
        }
        pairs.add(new Pair(key, (" " + rest).substring(from).strip()));
        return pairs;
    }
}
