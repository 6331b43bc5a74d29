// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.changelog;

import coral.core.lustre.Fid;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.lustre.changelog.ChangelogExtension;
import coral.lustre.changelog.ChangelogRecord;
import coral.lustre.changelog.ChangelogType;
import coral.lustre.internal.lfs.Printed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One record of lfs changelog: what stands before the details, and the names behind them. */
final class RecordText {
    private static final Pattern HEAD = Pattern.compile(
            "([0-9]{1,20}) ([0-9]{2,10})(\\S*) *([0-9]{2}):([0-9]{2}):([0-9]{2})\\.([0-9]{6,9}) "
                    + "([0-9]{4})\\.([0-9]{2})\\.([0-9]{2}) 0x([0-9a-f]{1,3}) t=(\\[[^\\]]*])(.*)",
            Pattern.DOTALL);
    private static final Pattern PARENT = Pattern.compile(" p=(\\[[^\\]]*])");
    private static final Pattern SOURCE = Pattern.compile(" s=(\\[[^\\]]*]) sp=(\\[[^\\]]*]) ");
    private static final Fid NONE = new Fid(0, 0, 0);
    private static final int MAX_NAME_BYTES = 255;

    private final String text;
    private final List<ChangelogExtension> extensions = new ArrayList<>();

    private RecordText(String text) {
        this.text = text;
    }

    static ChangelogRecord parse(String text) throws ProblemException {
        return new RecordText(text).read();
    }

    private ChangelogRecord read() throws ProblemException {
        Matcher m = HEAD.matcher(text);
        if (!m.matches()) {
            throw problem("not a record");
        }
        ChangelogType type = type(m);
        String rest = DetailsText.read(text, m.group(13), extensions);
        Matcher p = PARENT.matcher(rest);
        Fid parent = p.lookingAt() ? fid(p.group(1)) : NONE;
        String names = p.lookingAt() ? rest.substring(p.end()) : rest;
        String name = name(names(type, names));
        return new ChangelogRecord(
                number(m.group(1)),
                type,
                Integer.parseInt(m.group(11), 16),
                0,
                time(m),
                fid(m.group(12)),
                parent,
                name,
                extensions);
    }

    private ChangelogType type(Matcher m) throws ProblemException {
        long code = number(m.group(2));
        ChangelogType type = new ChangelogType((int) code);
        if (code > 0xffffffffL || (type.known() && !type.toString().equals(m.group(3)))) {
            throw problem("a type that cannot be");
        }
        return type;
    }

    /** Behind the point stand nanoseconds as a number: old versions print fewer than nine digits. */
    private Instant time(Matcher m) throws ProblemException {
        try {
            return LocalDateTime.of(
                            Integer.parseInt(m.group(8)),
                            Integer.parseInt(m.group(9)),
                            Integer.parseInt(m.group(10)),
                            Integer.parseInt(m.group(4)),
                            Integer.parseInt(m.group(5)),
                            Integer.parseInt(m.group(6)),
                            Integer.parseInt(m.group(7)))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw problem("a time that cannot be");
        }
    }

    /** Takes the old name of a rename off; what is left begins with a blank, if there is a name. */
    private String names(ChangelogType type, String names) throws ProblemException {
        boolean renames = type.equals(ChangelogType.RENAME) || type.equals(ChangelogType.MIGRATE);
        Matcher m = SOURCE.matcher(names);
        if (!renames || !m.find()) {
            return names;
        }
        String name = names.substring(0, m.start());
        String old = names.substring(m.end());
        extensions.add(0, new ChangelogExtension.Rename(fid(m.group(1)), fid(m.group(2)), name(" " + old)));
        // Overlapping or not: a second one could be the first.
        if (m.find(m.start() + 1)) {
            throw problem("names that can be read in two ways");
        }
        return name;
    }

    private String name(String text) throws ProblemException {
        if (text.isEmpty()) {
            return "";
        }
        String name = text.substring(1);
        if (!text.startsWith(" ") || name.isEmpty() || Names.encode(name).length > MAX_NAME_BYTES) {
            throw problem("a name that cannot be");
        }
        return name;
    }

    private Fid fid(String fid) throws ProblemException {
        return Printed.fid(fid).orElseThrow(() -> problem("'" + fid + "' is no FID"));
    }

    private long number(String number) throws ProblemException {
        return Printed.number(number).orElseThrow(() -> problem("'" + number + "' is no number"));
    }

    private ProblemException problem(String why) {
        return Printed.problem(ChangelogParser.COMMAND, text, why);
    }
}
