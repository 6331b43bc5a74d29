// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.internal.bytes.FidBytes;
import coral.lustre.layout.StripeObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of {@code lfs getstripe} that tell of one object, in the three forms that there are. */
final class ObjectLine {
    private static final String COMMAND = GetstripeParser.COMMAND;
    private static final String NUMBER = "0x[0-9a-f]{1,16}|[0-9]{1,20}";
    private static final Pattern TABLE = Pattern.compile("\\s*(" + NUMBER + ")\\t\\s*([0-9]{1,20}|N/A)\\t\\s*(" + NUMBER
            + "|N/A)\\t\\s*(" + NUMBER + "|N/A)(?: \\*)?");
    private static final Pattern INLINE =
            Pattern.compile("\\s*-\\s+([0-9]+): \\{ l_ost_idx:\\s*(" + NUMBER + "), l_fid: (\\[\\S+]) }");
    private static final Pattern YAML = Pattern.compile("\\s*(- l_ost_idx|l_fid):\\s+(\\S+)");
    private static final String TABLE_HEAD = "\tobdidx\t\t objid\t\t objid\t\t group";

    private ObjectLine() {}

    /** Adds the object to {@code fields}; false for another line. */
    static boolean add(String line, Fields fields) throws ProblemException {
        if (line.equals(TABLE_HEAD)) {
            return true;
        }
        Matcher m = TABLE.matcher(line);
        if (m.matches()) {
            fields.add(ofTable(line, m));
            return true;
        }
        m = INLINE.matcher(line);
        if (m.matches()) {
            if (!m.group(1).equals(String.valueOf(fields.objects().size()))) {
                throw Printed.problem(COMMAND, line, "an object in the wrong place");
            }
            fields.add(new StripeObject(ost(line, m.group(2)), fid(line, m.group(3)), 0));
            return true;
        }
        m = YAML.matcher(line);
        if (m.matches()) {
            yaml(line, m, fields);
            return true;
        }
        return false;
    }

    private static void yaml(String line, Matcher m, Fields fields) throws ProblemException {
        if (m.group(1).equals("l_fid")) {
            fields.end(fid(line, m.group(2)));
        } else {
            fields.begin(ost(line, m.group(2)));
        }
    }

    /** Object number twice, decimal and hexadecimal, and its sequence; none of them in a directory's list of OSTs. */
    private static StripeObject ofTable(String line, Matcher m) throws ProblemException {
        int ost = ost(line, m.group(1));
        if (m.group(2).equals("N/A")) {
            return new StripeObject(ost, new Fid(0, 0, 0), 0);
        }
        long id = number(line, m.group(2));
        long sequence = number(line, m.group(4));
        if (id != number(line, m.group(3)) || (sequence != 0 && id >>> 32 != 0) || id >>> 48 != 0) {
            throw Printed.problem(COMMAND, line, "an object's number that cannot be");
        }
        return new StripeObject(ost, sequence == 0 ? FidBytes.idif(id, ost) : new Fid(sequence, (int) id, 0), 0);
    }

    private static int ost(String line, String text) throws ProblemException {
        long ost = number(line, text);
        if (ost < 0 || ost > 0xffff) {
            throw Printed.problem(COMMAND, line, "an OST's index that cannot be");
        }
        return (int) ost;
    }

    private static long number(String line, String text) throws ProblemException {
        return Printed.number(text).orElseThrow(() -> Printed.problem(COMMAND, line, "'" + text + "' is no number"));
    }

    private static Fid fid(String line, String text) throws ProblemException {
        return Printed.fid(text).orElseThrow(() -> Printed.problem(COMMAND, line, "'" + text + "' is no FID"));
    }
}
