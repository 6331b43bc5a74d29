// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One program over one connection. */
final class RemoteExec {
    private static final long GRACE_MILLIS = 1000;

    /**
     * Signals all other commands of this connection, each of which leads a process group. sshd itself forwards signals
     * to commands of root in no version, and to those of others since 7.9.
     */
    private static final String KILL = "for p in $(cat /proc/$PPID/task/$PPID/children || ps -o pid= --ppid $PPID);"
            + " do [ \"$p\" = $$ ] || kill -%s -- -\"$p\"; done";

    private final Connection connection;
    private final Attempt attempt;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch wake = new CountDownLatch(1);

    /** The connection takes no program; none was begun. */
    static final class NotBegun extends Exception {
        private static final long serialVersionUID = 1L;

        NotBegun(String why, Throwable cause) {
            super(why, cause);
        }
    }

    RemoteExec(Connection connection, Attempt attempt) {
        this.connection = connection;
        this.attempt = attempt;
    }

    /** Runs the line in the user's login shell. */
    End run(byte[] line, InputStream in, OutputStream out, OutputStream err) throws NotBegun {
        ChannelExec channel = begin(line, in, out, err);
        attempt.work(wake::countDown);
        await(wake, Long.MAX_VALUE);
        if (closed.getCount() > 0) {
            return stop(channel);
        }
        int code = channel.getExitStatus();
        String signal = channel.getExitSignal();
        if (signal != null) {
            return new End.Signal(signal);
        }
        if (code < 0) {
            connection.spoil();
            return new End.Broken();
        }
        return new End.Exit(code);
    }

    private ChannelExec begin(byte[] line, InputStream in, OutputStream out, OutputStream err) throws NotBegun {
        try {
            ChannelExec channel = (ChannelExec) connection.session().openChannel("exec");
            if (channel == null) {
                throw new NotBegun("no channel", new IOException("no channel"));
            }
            channel.setCommand(line);
            channel.setOutputStream(out, true);
            channel.setErrStream(new Closing(err));
            OutputStream noInput = in == Place.NO_INPUT ? channel.getOutputStream() : OutputStream.nullOutputStream();
            if (in != Place.NO_INPUT) {
                channel.setInputStream(new EndingInput(in), true);
            }
            // With a time limit JSch would ask for a reply and look for it every 10 ms; the attempt has one.
            channel.connect();
            noInput.close();
            return channel;
        } catch (JSchException | IOException e) {
            throw new NotBegun(String.valueOf(e.getMessage()), e);
        }
    }

    /** Ends the program and all of its process group. */
    private End stop(ChannelExec channel) {
        boolean confirmed = signal(channel, "TERM") || signal(channel, "KILL");
        channel.disconnect();
        if (!confirmed) {
            connection.close();
        }
        return new End.Stopped(attempt.stopped().orElse(StopReason.CANCELLED), confirmed);
    }

    private boolean signal(ChannelExec channel, String name) {
        try {
            channel.sendSignal(name);
            ChannelExec other = (ChannelExec) connection.session().openChannel("exec");
            if (other != null) {
                other.setCommand(KILL.formatted(name));
                other.setOutputStream(OutputStream.nullOutputStream());
                other.setErrStream(OutputStream.nullOutputStream());
                other.connect();
            }
        } catch (Exception e) { // What JSch declares for a signal.
            return await(closed, 0);
        }
        return await(closed, GRACE_MILLIS);
    }

    /** Interrupts are not used here: JSch swallows them. */
    private static boolean await(CountDownLatch latch, long millis) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return latch.await(millis, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** JSch closes standard error last of all, when the channel has ended or its connection is gone. */
    private final class Closing extends java.io.FilterOutputStream {
        Closing(OutputStream err) {
            super(err);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            closed.countDown();
            wake.countDown();
        }
    }
}
