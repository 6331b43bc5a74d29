// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the jobs of a {@code job_stats} one after another, in memory that does not grow with their number: of the MDTs
 * and OSTs of Lustre 2.7 to 2.17, with and without times, units, sums of squares and histograms. For one thread.
 */
public final class JobReader {
    /** Unknown lines beyond this are counted and dropped: no memory may grow. */
    private static final int MAX_UNKNOWN = 1000;

    private final Words words = new Words();
    private final LineSource lines;
    private final List<Slice> unknown = new ArrayList<>();
    private long unknownLines;
    private @Nullable Slice id;
    private boolean ended;

    /** Where lines come from. */
    @FunctionalInterface
    private interface LineSource {
        Optional<Slice> next() throws IOException;
    }

    /** Reads the jobs of the parameter that the reader is at; the reader moves on with it. */
    public JobReader(ParamReader reader) {
        this.lines = reader::line;
    }

    JobReader(Slice value) {
        Scan in = value.scan();
        this.lines = () -> in.atEnd() ? Optional.empty() : Optional.of(in.line());
    }

    /** The next job; empty after the last. */
    public Optional<JobStat> next() throws IOException {
        while (id == null && !ended) {
            begin();
        }
        Slice job = id;
        id = null;
        return job == null ? Optional.empty() : Optional.of(body(job));
    }

    /** How many lines were not understood up to now. */
    public long unknownLines() {
        return unknownLines;
    }

    /** Takes the lines that were not understood since it was last asked: at most 1,000 are kept. */
    public List<Slice> takeUnknown() {
        List<Slice> taken = List.copyOf(unknown);
        unknown.clear();
        return taken;
    }

    private void begin() throws IOException {
        Optional<Slice> line = lines.next();
        ended = line.isEmpty();
        if (line.isPresent()) {
            id = jobId(line.get());
            if (id == null && !line.get().is("job_stats:")) {
                unknown(line.get());
            }
        }
    }

    private JobStat body(Slice job) throws IOException {
        Times times = Times.NONE;
        List<JobStat.Operation> operations = new ArrayList<>(24);
        while (true) {
            Optional<Slice> line = lines.next();
            ended = line.isEmpty();
            id = ended ? null : jobId(line.get());
            if (ended || id != null) {
                return new JobStat(job, times, operations);
            }
            times = line(line.get(), times, operations);
        }
    }

    private Times line(Slice line, Times times, List<JobStat.Operation> operations) {
        Scan in = line.scan();
        boolean inside = in.blanks() > 0;
        Slice key = in.upTo(':');
        in.blanks();
        if (inside && in.peek() == '{') {
            JobStat.Operation operation = JobLine.operation(key, in, words);
            if (operation != null) {
                operations.add(operation);
                return times;
            }
        } else if (inside) {
            Times more = times.with(key, in);
            if (more != null) {
                return more;
            }
        }
        unknown(line);
        return times;
    }

    private static @Nullable Slice jobId(Slice line) {
        if (!line.startsWith("- job_id")) {
            return null;
        }
        Scan in = line.scan();
        in.takes("- job_id");
        in.take(':');
        return in.blanks() == 0 && !in.atEnd() ? null : JobId.unescaped(in.rest());
    }

    private void unknown(Slice line) {
        unknownLines++;
        if (unknown.size() < MAX_UNKNOWN) {
            unknown.add(line.copy());
        }
    }
}
