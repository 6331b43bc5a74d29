// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

/** What form a parameter's value has, by its name. The names are those of Lustre 2.7 to 2.17. */
public enum ParamKind {
    /** One decimal number. */
    NUMBER,
    /** Counters: {@link ParamValue.Statistics}. */
    STATISTICS,
    /** Tables of counts: {@link ParamValue.Histograms}. */
    HISTOGRAMS,
    /** {@link ParamValue.Jobs}. */
    JOBS,
    /** {@link Recovery}. */
    RECOVERY,
    /** {@link ImportState}. */
    IMPORT,
    /** {@link StateHistory}. */
    STATE,
    /** {@link Exports}. */
    EXPORT,
    /** {@link HsmActions}. */
    HSM_ACTIONS,
    /** {@link HsmAgents}. */
    HSM_AGENTS,
    /** {@link QuotaTable}. */
    QUOTA,
    /** {@link ChangelogUsers}. */
    CHANGELOG_USERS,
    /** {@link Devices}. */
    DEVICES,
    /** {@link TargetStates}. */
    TARGET_STATES,
    /** {@link Health}. */
    HEALTH,
    /** {@link TbfRules}. */
    TBF_RULES,
    /** {@link ParamValue.Lines}. */
    LINES,
    /** {@link ParamValue.Outlined}. */
    OUTLINE,
    /** One line is text; several lines are not known. */
    OTHER;

    /** The kind of the parameter of this name. */
    public static ParamKind of(Slice name) {
        return ParamNames.kind(name, name.part(leaf(name), name.length()).text());
    }

    /** Where the last part of a name begins. */
    static int leaf(Slice name) {
        int at = name.length();
        while (at > 0 && name.at(at - 1) != '.') {
            at--;
        }
        return at;
    }
}
