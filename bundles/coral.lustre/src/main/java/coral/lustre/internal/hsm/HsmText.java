// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.hsm;

import coral.core.problem.ProblemException;
import coral.lustre.hsm.HsmCurrentAction;
import coral.lustre.hsm.HsmFlags;
import coral.lustre.hsm.HsmState;
import coral.lustre.hsm.HsmVerb;
import coral.lustre.internal.lfs.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of lfs hsm_state and lfs hsm_action; a line that is none begins a name that goes on in the next one. */
public final class HsmText {
    private static final String STATE = "lfs hsm_state";
    private static final String ACTION = "lfs hsm_action";
    private static final Pattern STATE_LINE = Pattern.compile(
            "(.*): \\(0x([0-9a-f]{8})\\)((?: [a-z_]+)*+)(?:, archive_id:(-?[0-9]{1,10}))?", Pattern.DOTALL);
    private static final Pattern ACTION_LINE = Pattern.compile(
            "(.*): (?:(NOOP)|(ARCHIVE|RESTORE|RELEASE|REMOVE|CANCEL|UNKNOWN) (waiting|running|done|unknown) "
                    + "\\((?:([0-9]{1,20}) bytes moved|from ([0-9]{1,20}) to (EOF|[0-9]{1,20}))\\))",
            Pattern.DOTALL);

    /** What is printed behind a name has less. */
    private static final int MORE = 256;

    private HsmText() {}

    /** Reads lines of lfs hsm_state. */
    public static List<HsmState> states(String text) throws ProblemException {
        return lines(STATE, text, STATE_LINE, HsmText::state);
    }

    /** Reads lines of lfs hsm_action. */
    public static List<HsmCurrentAction> actions(String text) throws ProblemException {
        return lines(ACTION, text, ACTION_LINE, HsmText::action);
    }

    private interface Make<T> {
        T of(Matcher line) throws ProblemException;
    }

    private static <T> List<T> lines(String command, String text, Pattern pattern, Make<T> make)
            throws ProblemException {
        List<T> values = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        for (String line : Printed.lines(command, text)) {
            if (pending.length() + line.length() > Printed.MAX_PATH + MORE) {
                throw Printed.problem(command, line, "neither a line nor a part of a name");
            }
            Matcher m = pattern.matcher(pending.append(line));
            if (m.matches()) {
                values.add(make.of(m));
                pending.setLength(0);
            } else {
                pending.append('\n');
            }
        }
        if (!pending.isEmpty()) {
            throw Printed.problem(command, pending.toString(), "an unknown line");
        }
        return List.copyOf(values);
    }

    /** The archive's id is printed with a sign, but has none. */
    private static HsmState state(Matcher m) throws ProblemException {
        HsmFlags flags = new HsmFlags(Integer.parseUnsignedInt(m.group(2), 16));
        if (!m.group(3).strip().equals(String.join(" ", flags.words()))) {
            throw Printed.problem(STATE, m.group(), "words that are not those of the number");
        }
        long id = m.group(4) == null ? 0 : Long.parseLong(m.group(4));
        if (id < Integer.MIN_VALUE || id > 0xffffffffL) {
            throw Printed.problem(STATE, m.group(), "an archive that cannot be");
        }
        return new HsmState(m.group(1), flags, id & 0xffffffffL);
    }

    private static HsmCurrentAction action(Matcher m) throws ProblemException {
        if (m.group(2) != null) {
            return new HsmCurrentAction(m.group(1), HsmVerb.NOOP, HsmCurrentAction.Progress.NONE, -1, 0, -1);
        }
        return new HsmCurrentAction(
                m.group(1),
                HsmVerb.valueOf(m.group(3)),
                HsmCurrentAction.Progress.valueOf(m.group(4).toUpperCase(Locale.ROOT)),
                m.group(5) == null ? -1 : number(m, m.group(5)),
                m.group(6) == null ? 0 : number(m, m.group(6)),
                m.group(7) == null || m.group(7).equals("EOF") ? -1 : number(m, m.group(7)));
    }

    private static long number(Matcher m, String text) throws ProblemException {
        return Printed.number(text)
                .orElseThrow(() -> Printed.problem(ACTION, m.group(), "'" + text + "' is no number"));
    }
}
