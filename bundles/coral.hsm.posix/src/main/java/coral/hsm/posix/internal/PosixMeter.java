// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.metrics.DurationHistogram;
import coral.core.metrics.Sample;
import coral.core.posix.Errno;
import coral.hsm.mover.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what is done in one archive since the node started. Safe for use by many threads. */
final class PosixMeter {
    private final LongAdder written = new LongAdder();
    private final LongAdder writtenBytes = new LongAdder();
    private final LongAdder read = new LongAdder();
    private final LongAdder readBytes = new LongAdder();
    private final LongAdder removed = new LongAdder();
    private final DurationHistogram fsyncs = DurationHistogram.ofCalls();
    private final Map<Errno, LongAdder> errors = new EnumMap<>(Errno.class);

    PosixMeter() {
        for (Errno errno : Errno.values()) {
            errors.put(errno, new LongAdder());
        }
    }

    /** A system call that makes something durable. */
    interface Sync<X extends Exception> {
        void run() throws X;
    }

    /** Runs and times it; one that fails is no fsync. */
    <X extends Exception> void fsync(Sync<X> sync) throws X {
        long start = System.nanoTime();
        sync.run();
        fsyncs.recordSince(start);
    }

    Outcome wrote(Outcome outcome) {
        return counted(outcome, written, writtenBytes);
    }

    Outcome read(Outcome outcome) {
        return counted(outcome, read, readBytes);
    }

    Outcome removed(Outcome outcome) {
        return counted(outcome, removed, new LongAdder());
    }

    private Outcome counted(Outcome outcome, LongAdder objects, LongAdder bytes) {
        if (outcome instanceof Outcome.Done done) {
            objects.increment();
            bytes.add(done.bytes());
        } else if (outcome instanceof Outcome.Failed failed) {
            LongAdder errorsOfIt = errors.get(failed.error());
            if (errorsOfIt != null) {
                errorsOfIt.increment();
            }
        }
        return outcome;
    }

    Sample written(Map<String, String> labels) {
        return Sample.of(written.sum(), labels);
    }

    Sample writtenBytes(Map<String, String> labels) {
        return Sample.of(writtenBytes.sum(), labels);
    }

    Sample read(Map<String, String> labels) {
        return Sample.of(read.sum(), labels);
    }

    Sample readBytes(Map<String, String> labels) {
        return Sample.of(readBytes.sum(), labels);
    }

    Sample removed(Map<String, String> labels) {
        return Sample.of(removed.sum(), labels);
    }

    Sample fsyncs(Map<String, String> labels) {
        return fsyncs.sample(labels);
    }

    /** Errors that have occurred, with the label {@code errno} too. */
    Stream<Sample> errors(String archive) {
        return errors.entrySet().stream()
                .filter(e -> e.getValue().sum() > 0)
                .map(e -> Sample.of(
                        e.getValue().sum(),
                        Map.of("archive", archive, "errno", e.getKey().name())));
    }
}
