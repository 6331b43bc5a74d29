// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.problem.ProblemException;
import coral.core.ssh.CopyResult;
import coral.core.ssh.Host;
import coral.core.ssh.HostProgress;
import coral.core.ssh.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

/** What sending and fetching have in common. */
abstract class CopyWork implements FanOut.Work<CopyResult> {
    static final long KEPT_ERRORS = 16 << 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Places places;
    private final HostProgress progress;

    CopyWork(Places places, HostProgress progress) {
        this.places = places;
        this.progress = progress;
    }

    /** Copies; the path where it lies then, and its size. */
    abstract Copy copy(Attempt attempt, Place place) throws ProblemException, IOException;

    record Copy(String path, long bytes) {}

    @Override
    public CopyResult on(Attempt attempt) {
        try (Place place = places.of(attempt)) {
            Copy copy = copy(attempt, place);
            return new CopyResult.Copied(attempt.host(), copy.path(), copy.bytes(), attempt.took());
        } catch (ProblemException e) {
            return new CopyResult.Failed(attempt.host(), e.problem(), attempt.took());
        } catch (IOException | RuntimeException e) { // Of programs here, or of JSch over what a host sent.
            return new CopyResult.Failed(
                    attempt.host(), SshProblems.broken(attempt.host(), String.valueOf(e)), attempt.took());
        }
    }

    @Override
    public CopyResult unfinished(Host host, StopReason reason, boolean begun, Duration took) {
        String done = begun ? "it did not answer any more" : "it was not begun";
        return new CopyResult.Failed(host, SshProblems.stopped(host, reason, done), took);
    }

    static OutputSink sink(long bytes) {
        return new OutputSink(bytes, new OutputBudget(bytes), total -> {});
    }

    /** Asks what lies there. */
    static Source probe(Host host, Place place, String path) throws ProblemException {
        OutputSink out = sink(KEPT_ERRORS);
        OutputSink err = sink(KEPT_ERRORS);
        End end = place.run(CopyScripts.probe(path), Place.NO_INPUT, out, err);
        CopyEnd.require(host, path, end, err.output());
        Output printed = out.output();
        return Source.parse(printed.text())
                .orElseThrow(() -> SshProblems.broken(host, "cannot tell what " + path + " is: " + printed)
                        .exception());
    }

    /** A hidden name beside the target, which nobody else takes. */
    static String staging(String target) {
        int slash = target.lastIndexOf('/');
        return target.substring(0, slash + 1) + "." + target.substring(slash + 1) + ".coral-"
                + Long.toHexString(RANDOM.nextLong());
    }

    static Process start(List<String> words, ProcessBuilder.Redirect err) throws IOException {
        return new ProcessBuilder(LocalPlace.argv(words)).redirectError(err).start();
    }

    InputStream counted(Host host, InputStream in) {
        return new java.io.FilterInputStream(in) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                progress.moved(host, Math.max(0, read));
                return read;
            }
        };
    }

    OutputStream counted(Host host, OutputStream out) {
        return new java.io.FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                progress.moved(host, length);
            }
        };
    }
}
