// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.changelog;

import coral.core.lustre.Nid;
import coral.core.problem.ProblemException;
import coral.lustre.changelog.ChangelogExtension;
import coral.lustre.internal.lfs.Printed;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Job, extra flags and what they announce, as lfs changelog prints them between target and parent. */
final class DetailsText {
    private static final String JOB = " j=";
    private static final String XATTR = " x=";
    private static final Pattern EXTRA = Pattern.compile(" ef=0x([0-9a-f]{1,16})(?= |$)", Pattern.DOTALL);
    private static final Pattern PARENT = Pattern.compile(" p=\\[0x");
    private static final Pattern USER = Pattern.compile(" u=([0-9]{1,20}):([0-9]{1,20})");
    private static final Pattern CLIENT = Pattern.compile(" nid=(\\S+)");
    private static final Pattern MODE = Pattern.compile(" m=([r-])([w-])([x-])");

    private final String record;
    private final List<ChangelogExtension> extensions;
    private String rest;

    private DetailsText(String record, String rest, List<ChangelogExtension> extensions) {
        this.record = record;
        this.rest = rest;
        this.extensions = extensions;
    }

    /** Reads them; gives back what stands behind. */
    static String read(String record, String rest, List<ChangelogExtension> extensions) throws ProblemException {
        DetailsText it = new DetailsText(record, rest, extensions);
        it.job();
        Matcher extra = EXTRA.matcher(it.rest);
        if (extra.lookingAt()) {
            it.rest = it.rest.substring(extra.end());
            it.extra(Long.parseUnsignedLong(extra.group(1), 16));
        }
        return it.rest;
    }

    /** A job's id may contain blanks: it ends where the flags begin, or in older versions the parent. */
    private void job() throws ProblemException {
        if (!rest.startsWith(JOB)) {
            return;
        }
        Matcher extra = EXTRA.matcher(rest);
        Matcher parent = PARENT.matcher(rest);
        int end = extra.find() ? extra.start() : parent.find() ? parent.start() : rest.length();
        String job = rest.substring(JOB.length(), end);
        if (job.isEmpty() || job.length() >= RecordFormat.JOB_BYTES) {
            throw problem("a job that cannot be");
        }
        extensions.add(new ChangelogExtension.JobId(job));
        rest = rest.substring(end);
    }

    private void extra(long flags) throws ProblemException {
        if ((flags & RecordFormat.UIDGID) != 0) {
            Matcher user = next(USER, "no user");
            extensions.add(new ChangelogExtension.User(number(user.group(1)), number(user.group(2))));
        }
        if ((flags & RecordFormat.NID) != 0) {
            String text = next(CLIENT, "no NID").group(1);
            Nid nid = Nid.parse(text).orElseThrow(() -> problem("'" + text + "' is no NID"));
            extensions.add(new ChangelogExtension.Client(nid, (flags & RecordFormat.NID_BE) != 0));
        }
        if ((flags & RecordFormat.OPEN) != 0) {
            extensions.add(new ChangelogExtension.OpenMode(mode()));
        }
        if ((flags & RecordFormat.XATTR) != 0) {
            xattr();
        }
    }

    /** Not printed where it would be {@code ---}. */
    private int mode() {
        Matcher mode = MODE.matcher(rest);
        if (!mode.lookingAt()) {
            return 0;
        }
        rest = rest.substring(mode.end());
        return (mode.group(1).equals("r") ? 1 : 0)
                | (mode.group(2).equals("w") ? 2 : 0)
                | (mode.group(3).equals("x") ? 4 : 0);
    }

    /** It ends where the parent begins: records of attributes have no names. */
    private void xattr() throws ProblemException {
        if (!rest.startsWith(XATTR)) {
            return;
        }
        Matcher parent = PARENT.matcher(rest);
        int end = parent.find() ? parent.start() : rest.length();
        String name = rest.substring(XATTR.length(), end);
        if (name.isEmpty() || name.length() >= RecordFormat.XATTR_BYTES) {
            throw problem("an attribute that cannot be");
        }
        extensions.add(new ChangelogExtension.XattrName(name));
        rest = rest.substring(end);
    }

    private Matcher next(Pattern pattern, String why) throws ProblemException {
        Matcher m = pattern.matcher(rest);
        if (!m.lookingAt()) {
            throw problem(why);
        }
        rest = rest.substring(m.end());
        return m;
    }

    private long number(String text) throws ProblemException {
        Optional<Long> number = Printed.number(text);
        return number.orElseThrow(() -> problem("'" + text + "' is no number"));
    }

    private ProblemException problem(String why) {
        return Printed.problem(ChangelogParser.COMMAND, record, why);
    }
}
