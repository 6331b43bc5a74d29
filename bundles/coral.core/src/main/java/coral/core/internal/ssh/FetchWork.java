// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.HostProgress;
import coral.core.ssh.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Copies a file or directory from a host to here. */
final class FetchWork extends CopyWork {
    private static final long END_SECONDS = 600;

    private final String source;
    private final String directory;

    FetchWork(String source, String directory, Places places, HostProgress progress) {
        super(places, progress);
        this.source = source;
        this.directory = directory;
    }

    @Override
    Copy copy(Attempt attempt, Place place) throws ProblemException, IOException {
        Host host = attempt.host();
        Source what = probe(host, place, source);
        String target = target(host);
        List<String> receive = CopyScripts.receive(target, staging(target), what);
        Process receiver = start(receive, ProcessBuilder.Redirect.PIPE);
        attempt.abandonBy(receiver::destroyForcibly);
        try {
            OutputSink err = sink(KEPT_ERRORS);
            End end;
            try (OutputStream to = receiver.getOutputStream()) {
                end = place.run(CopyScripts.read(source, what), Place.NO_INPUT, counted(host, to), err);
            } catch (IOException e) {
                end = new End.Exit(0); // The receiver is gone, and says why below.
            }
            End here = end(receiver);
            Output why = text(receiver.getErrorStream());
            if (end instanceof End.Broken && hasOwnReason(here)) {
                // JSch breaks a channel off whose output nobody takes any more.
                CopyEnd.require(host, target, here, why);
            }
            CopyEnd.require(host, source, end, err.output());
            CopyEnd.require(host, target, here, why);
            return new Copy(target, what.bytes());
        } finally {
            receiver.destroy();
        }
    }

    private String target(Host host) {
        String plain = source.replaceFirst("/+$", "");
        String name = plain.substring(plain.lastIndexOf('/') + 1);
        return directory + "/" + name + "." + host.name();
    }

    private static boolean hasOwnReason(End here) {
        return here instanceof End.Exit exit && exit.code() != 0 && exit.code() != CopyScripts.DIFFERS;
    }

    private static Output text(InputStream errors) throws IOException {
        byte[] text = errors.readNBytes((int) KEPT_ERRORS);
        return new Output(text, text.length);
    }

    private static End end(Process receiver) {
        try {
            return receiver.waitFor(END_SECONDS, TimeUnit.SECONDS)
                    ? new End.Exit(receiver.exitValue())
                    : new End.Exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new End.Exit(1);
        }
    }
}
