// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.HostResult;
import coral.core.ssh.Output;
import coral.core.ssh.RemoteCommand;
import coral.core.ssh.RunLimits;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A command on one host. */
final class RunWork implements FanOut.Work<HostResult> {
    /** What all outputs of a run may take of the heap. */
    private static final long KEPT_IN_ALL = 96L << 20;

    /** More than this is no output any more. */
    static final long FLOOD = 1L << 30;

    private final RemoteCommand command;
    private final RunLimits limits;
    private final Places places;
    private final OutputBudget budget = new OutputBudget(KEPT_IN_ALL);

    RunWork(RemoteCommand command, RunLimits limits, Places places) {
        this.command = command;
        this.limits = limits;
        this.places = places;
    }

    @Override
    public HostResult on(Attempt attempt) {
        OutputSink out = sink(attempt);
        OutputSink err = sink(attempt);
        try (Place place = places.of(attempt)) {
            End end = place.run(command.words(), input(), out, err);
            return result(attempt, end, out.output(), err.output());
        } catch (ProblemException e) {
            return new HostResult.Unreached(attempt.host(), e.problem(), attempt.took());
        } catch (RuntimeException e) { // Of JSch, over what a host sent: it must not cost the others their results.
            return new HostResult.Lost(
                    attempt.host(),
                    SshProblems.broken(attempt.host(), e.toString()),
                    out.output(),
                    err.output(),
                    attempt.took());
        }
    }

    private static HostResult result(Attempt attempt, End end, Output out, Output err) {
        Host host = attempt.host();
        Duration took = attempt.took();
        if (end instanceof End.Exit exit) {
            return new HostResult.Exited(host, exit.code(), out, err, took);
        }
        if (end instanceof End.Signal signal) {
            return new HostResult.Signalled(host, signal.name(), out, err, took);
        }
        if (end instanceof End.Stopped stopped) {
            String done = stopped.confirmed() ? "the command was ended" : "its connection was closed";
            return new HostResult.Stopped(
                    host, SshProblems.stopped(host, stopped.reason(), done), stopped.confirmed(), out, err, took);
        }
        return new HostResult.Lost(host, SshProblems.lost(host), out, err, took);
    }

    private OutputSink sink(Attempt attempt) {
        return new OutputSink(limits.outputBytes(), budget, total -> {
            if (total > FLOOD) {
                attempt.stop(StopReason.OUTPUT);
            }
        });
    }

    private InputStream input() {
        if (!command.input().hasRemaining()) {
            return Place.NO_INPUT;
        }
        return new BufferInput(command.input().duplicate());
    }

    @Override
    public HostResult unfinished(Host host, StopReason reason, boolean begun, Duration took) {
        return begun
                ? new HostResult.Stopped(
                        host,
                        SshProblems.stopped(host, reason, "it did not answer any more"),
                        false,
                        Output.NONE,
                        Output.NONE,
                        took)
                : new HostResult.Unreached(host, SshProblems.stopped(host, reason, "it was not begun"), took);
    }

    /** Reads a buffer's rest. */
    private static final class BufferInput extends InputStream {
        private final ByteBuffer bytes;

        BufferInput(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int some = Math.min(length, bytes.remaining());
            bytes.get(into, offset, some);
            return some;
        }
    }
}
