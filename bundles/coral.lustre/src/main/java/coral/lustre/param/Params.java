// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads values of parameters, each by the form that its name stands for. Whatever is not understood is kept. For one
 * thread: it remembers words that come again.
 */
public final class Params {
    private final Words words = new Words();
    private final Census census;

    /** Reads values and counts nothing. */
    public Params() {
        this(new Census());
    }

    /** Reads values and counts in a census what was understood. */
    public Params(Census census) {
        this.census = census;
    }

    /** What has been understood up to now and what has not. */
    public Census census() {
        return census;
    }

    /** The value of the parameter that a reader is at. Jobs are read into memory: see {@link JobReader} for many. */
    public ParamValue read(ParamReader reader) throws IOException {
        return parse(reader.name(), reader.value());
    }

    /** A parameter's value. Never fails: what is not in its form is {@link ParamValue.Unknown}. */
    public ParamValue parse(Slice name, Slice value) {
        Slice leaf = name.part(ParamKind.leaf(name), name.length());
        ParamKind kind = ParamNames.kind(name, words.text(leaf));
        ParamValue parsed = name.isEmpty() ? new ParamValue.Unknown(value, kind) : parse(kind, value);
        census.add(name, kind, parsed);
        return parsed;
    }

    private ParamValue parse(ParamKind kind, Slice value) {
        return switch (kind) {
            case NUMBER -> number(value);
            case STATISTICS -> statistics(value);
            case HISTOGRAMS -> histograms(value);
            case JOBS -> jobs(value);
            case LINES -> new ParamValue.Lines(lines(value));
            case OUTLINE -> new ParamValue.Outlined(Outline.read(value));
            case OTHER -> other(value);
            default -> whole(kind, value);
        };
    }

    private static ParamValue whole(ParamKind kind, Slice value) {
        return switch (kind) {
            case RECOVERY -> RecoveryReader.read(value);
            case IMPORT -> ImportState.read(value);
            case STATE -> StateHistory.read(value);
            case EXPORT -> value.isEmpty() ? new ParamValue.Text(value) : Exports.read(value);
            case HSM_ACTIONS -> HsmActions.read(value);
            case HSM_AGENTS -> HsmAgents.read(value);
            case QUOTA -> QuotaTable.read(value);
            case CHANGELOG_USERS -> ChangelogUsers.read(value);
            case DEVICES -> Devices.read(value);
            case TARGET_STATES -> TargetStates.read(value);
            case HEALTH -> Health.read(value);
            case TBF_RULES -> TbfRules.read(value);
            default -> new ParamValue.Unknown(value, kind);
        };
    }

    private static ParamValue number(Slice value) {
        Scan in = value.scan();
        long number = in.signed();
        return in.done() ? new ParamValue.Count(number) : new ParamValue.Unknown(value, ParamKind.NUMBER);
    }

    private static ParamValue other(Slice value) {
        boolean one = value.indexOf('\n', 0) < 0;
        return one ? new ParamValue.Text(value) : new ParamValue.Unknown(value, ParamKind.OTHER);
    }

    private static List<Slice> lines(Slice value) {
        List<Slice> lines = new ArrayList<>();
        Scan in = value.scan();
        while (!in.atEnd()) {
            lines.add(in.line());
        }
        return lines;
    }

    private ParamValue statistics(Slice value) {
        Times times = Times.NONE;
        List<Counter> counters = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        Scan lines = value.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            Counter counter = Counter.read(line, words);
            if (counter != null) {
                counters.add(counter);
                continue;
            }
            Scan in = line.scan();
            Times more = times.with(in.word(), in);
            times = more == null ? times : more;
            if (more == null && !line.isEmpty()) {
                unknown.add(line);
            }
        }
        return new ParamValue.Statistics(times, counters, unknown);
    }

    private ParamValue histograms(Slice value) {
        return value.startsWith("disabled") ? new ParamValue.Text(value) : new HistogramReader(words).read(value);
    }

    private static ParamValue jobs(Slice value) {
        List<JobStat> jobs = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        JobReader reader = new JobReader(value);
        try {
            for (var job = reader.next(); job.isPresent(); job = reader.next()) {
                jobs.add(job.get());
                unknown.addAll(reader.takeUnknown());
            }
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail", e);
        }
        unknown.addAll(reader.takeUnknown());
        return new ParamValue.Jobs(jobs, unknown);
    }
}
