// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.changelog;

import coral.core.problem.ProblemException;
import coral.lustre.changelog.ChangelogRecord;
import coral.lustre.internal.lfs.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts lines of lfs changelog together to records; for one text. */
public final class ChangelogParser {
    static final String COMMAND = "lfs changelog";

    private static final Pattern START = Pattern.compile(
            "[0-9]{1,20} [0-9]{2,10}\\S* *[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6,9} [0-9]{4}\\.[0-9]{2}\\.[0-9]{2} .*");
    /** What the rest of a name hardly contains, but a record that was damaged does. */
    private static final Pattern SUSPECT = Pattern.compile(
            "[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6,9} |[0-9]{4}\\.[0-9]{2}\\.[0-9]{2} | t=\\[| ef=0x| u=[0-9]+:| s?p=\\[");

    private final List<ChangelogRecord> records = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();

    /** Reads all of it. */
    public List<ChangelogRecord> parse(String text) throws ProblemException {
        for (String line : Printed.lines(COMMAND, text)) {
            if (START.matcher(line).matches()) {
                end();
                pending.append(line);
            } else if (pending.isEmpty() || SUSPECT.matcher(line).find()) {
                throw Printed.problem(COMMAND, line, "neither a record nor surely the rest of a name");
            } else {
                pending.append('\n').append(line);
            }
        }
        end();
        return List.copyOf(records);
    }

    private void end() throws ProblemException {
        if (!pending.isEmpty()) {
            records.add(RecordText.parse(pending.toString()));
            pending.setLength(0);
        }
    }
}
