// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.List;

/**
 * What a parameter's value says. Immutable. Numbers are as Lustre printed them; a line whose numbers cannot be read is
 * {@link #unknown()} and never a zero.
 */
public sealed interface ParamValue
        permits ParamValue.Unknown,
                ParamValue.Text,
                ParamValue.Count,
                ParamValue.Lines,
                ParamValue.Statistics,
                ParamValue.Histograms,
                ParamValue.Jobs,
                ParamValue.Outlined,
                Recovery,
                ImportState,
                StateHistory,
                Exports,
                HsmActions,
                HsmAgents,
                QuotaTable,
                ChangelogUsers,
                Devices,
                TargetStates,
                Health,
                TbfRules {

    /** The lines that were not understood, as they came. */
    default List<Slice> unknown() {
        return List.of();
    }

    /**
     * A value that nobody here knows, or one of a known kind that is not in its form.
     *
     * @param bytes all of it
     * @param kind the kind it should have had by its name
     */
    record Unknown(Slice bytes, ParamKind kind) implements ParamValue {
        @Override
        public List<Slice> unknown() {
            return List.of(bytes);
        }
    }

    /** One line, or none. */
    record Text(Slice text) implements ParamValue {}

    /** One decimal number; what it counts, and in what unit, is the parameter's. Unsigned where Lustre says so. */
    record Count(long value) implements ParamValue {}

    /** Lines that stand for themselves, such as UUIDs, NIDs or flags. */
    record Lines(List<Slice> lines) implements ParamValue {
        /** Copies the list. */
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** Counters: {@code stats}, {@code md_stats}, {@code ldlm_stats} and their like. */
    record Statistics(Times times, List<Counter> counters, List<Slice> unknown) implements ParamValue {
        /** Copies the lists. */
        public Statistics {
            counters = List.copyOf(counters);
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * Tables of {@code brw_stats}, {@code rpc_stats}, {@code extents_stats}, {@code batch_stats} and their like.
     *
     * @param numbers lines of {@code NAME: N} before the tables, such as {@code read RPCs in flight}
     */
    record Histograms(Times times, List<NamedNumber> numbers, List<Histogram> tables, List<Slice> unknown)
            implements ParamValue {
        /** Copies the lists. */
        public Histograms {
            numbers = List.copyOf(numbers);
            tables = List.copyOf(tables);
            unknown = List.copyOf(unknown);
        }
    }

    /** Jobs of a {@code job_stats} that was read as a whole; {@link JobReader} reads large ones. */
    record Jobs(List<JobStat> jobs, List<Slice> unknown) implements ParamValue {
        /** Copies the lists. */
        public Jobs {
            jobs = List.copyOf(jobs);
            unknown = List.copyOf(unknown);
        }
    }

    /** A value in YAML's look that has no type of its own here: keys and values as text, nested by indentation. */
    record Outlined(Outline outline) implements ParamValue {}
}
