// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code import} of an MDC, OSC, OSP, LWP or MGC: one connection to a target.
 *
 * @param name the device's
 * @param target the target's UUID
 * @param state such as {@code FULL}; {@link StateHistory} lists them
 * @param connectFlags what was agreed with the server
 * @param importFlags such as {@code IMPF_REPLAYABLE}; before 2.13 {@code replayable}
 * @param failoverNids where the target may be
 * @param currentNid where it is; empty when there is no connection
 * @param outline everything, for what is not named here: rpcs, service estimates, transactions, averages
 */
public record ImportState(
        String name,
        String target,
        String state,
        List<String> connectFlags,
        List<String> importFlags,
        List<String> failoverNids,
        String currentNid,
        Outline outline)
        implements ParamValue {
    /** Copies the lists. */
    public ImportState {
        connectFlags = List.copyOf(connectFlags);
        importFlags = List.copyOf(importFlags);
        failoverNids = List.copyOf(failoverNids);
    }

    static ParamValue read(Slice value) {
        Outline all = Outline.read(value).at("import").map(Outline.Item::below).orElse(new Outline(List.of()));
        String state = all.text("state");
        if (state.isEmpty() || all.text("name").isEmpty()) {
            return new Unknown(value, ParamKind.IMPORT);
        }
        String nid = unquoted(all.text("connection", "current_connection"));
        return new ImportState(
                all.text("name"),
                all.text("target"),
                state,
                flow(all.text("connect_flags")),
                flow(all.text("import_flags")),
                flow(all.text("connection", "failover_nids")),
                nid.equals("<none>") ? "" : nid,
                all);
    }

    /**
     * A number of the outline, such as {@code number("rpcs", "inflight")}; its unit, if it has one, stands behind it.
     * Empty if it is not there or is none.
     */
    public OptionalLong number(String... keys) {
        Scan in = Slice.of(outline.text(keys)).scan();
        long value = in.unsigned();
        return in.failed() || (!in.atEnd() && in.blanks() == 0) ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The words of {@code [ a, b ]}; of anything else none. */
    static List<String> flow(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return List.of();
        }
        return Arrays.stream(text.substring(1, text.length() - 1).split(","))
                .map(word -> unquoted(word.strip()))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
