// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code state} of an import: where the connection stands and what it went through, the oldest first. Lustre keeps 16.
 *
 * @param current such as {@code FULL}, {@code DISCONN}, {@code EVICTED}, {@code IDLE}
 */
public record StateHistory(String current, List<Change> changes, List<Slice> unknown) implements ParamValue {
    /** Copies the lists. */
    public StateHistory {
        changes = List.copyOf(changes);
        unknown = List.copyOf(unknown);
    }

    /** When a state began, by the host's clock. */
    public record Change(Instant at, String state) {}

    static ParamValue read(Slice value) {
        Scan lines = value.scan();
        Scan head = lines.line().scan().must("current_state:");
        String current = head.word().text();
        if (!head.done()) {
            return new Unknown(value, ParamKind.STATE);
        }
        List<Change> changes = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            if (!line.is("state_history:") && !change(line.scan(), changes)) {
                unknown.add(line);
            }
        }
        return new StateHistory(current, changes, unknown);
    }

    private static boolean change(Scan in, List<Change> changes) {
        in.must("-").must("[");
        long seconds = in.unsigned();
        in.must(",");
        in.blanks();
        String state = in.letters().text();
        in.must("]");
        boolean whole = in.done() && seconds >= 0 && seconds < 1L << 40;
        if (whole) {
            changes.add(new Change(Instant.ofEpochSecond(seconds), state));
        }
        return whole;
    }
}
