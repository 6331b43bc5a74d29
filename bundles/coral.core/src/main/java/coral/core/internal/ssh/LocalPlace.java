// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.posix.Names;
import coral.core.task.Workers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The host that the node runs on, as the node's user, without SSH. */
final class LocalPlace implements Place {
    private static final int NOT_FOUND = 127;
    private static final long GRACE_MILLIS = 1000;
    private static final int SIGNALLED = 128;

    private final Attempt attempt;

    LocalPlace(Attempt attempt) {
        this.attempt = attempt;
    }

    @Override
    public End run(List<String> words, InputStream in, OutputStream out, OutputStream err) {
        Process process;
        try {
            process = new ProcessBuilder(argv(words)).start();
        } catch (IOException e) {
            tell(err, "coral: " + e.getMessage() + "\n");
            return new End.Exit(NOT_FOUND);
        }
        List<Thread> pumps = pumps(process, in, out, err);
        CountDownLatch wake = new CountDownLatch(1);
        var unused = process.onExit().thenRun(wake::countDown);
        attempt.abandonBy(process::destroyForcibly);
        attempt.work(wake::countDown);
        awaitWake(wake);
        End end = process.isAlive() ? stop(process) : ended(process.exitValue());
        pumps.forEach(LocalPlace::join);
        return end;
    }

    private static End ended(int code) {
        // As Java has it; a shell that a signal ended says the same.
        return code > SIGNALLED && code <= SIGNALLED + 64 ? signal(code - SIGNALLED) : new End.Exit(code);
    }

    private static End signal(int number) {
        return switch (number) {
            case 1 -> new End.Signal("HUP");
            case 2 -> new End.Signal("INT");
            case 6 -> new End.Signal("ABRT");
            case 9 -> new End.Signal("KILL");
            case 11 -> new End.Signal("SEGV");
            case 13 -> new End.Signal("PIPE");
            case 15 -> new End.Signal("TERM");
            default -> new End.Exit(SIGNALLED + number);
        };
    }

    private End stop(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        boolean gone = gone(process);
        if (!gone) {
            all.addAll(process.descendants().toList());
        }
        all.forEach(ProcessHandle::destroyForcibly);
        return new End.Stopped(attempt.stopped().orElse(StopReason.CANCELLED), gone || gone(process));
    }

    private static boolean gone(Process process) {
        try {
            return process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void awaitWake(CountDownLatch wake) {
        try {
            wake.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Taken as a stop.
        }
    }

    /** Java encodes arguments as the node's locale has it, which may lack their bytes; a shell makes them from ASCII. */
    static List<String> argv(List<String> words) {
        if (words.stream()
                .allMatch(word -> StandardCharsets.US_ASCII.newEncoder().canEncode(word))) {
            return words;
        }
        StringBuilder octal = new StringBuilder();
        for (byte b : ShellWords.bytes(words)) {
            octal.append(String.format("\\%03o", b & 0xFF));
        }
        return List.of("sh", "-c", "eval \"$(printf '" + octal + " ;')\"");
    }

    private static List<Thread> pumps(Process process, InputStream in, OutputStream out, OutputStream err) {
        List<Thread> pumps = new ArrayList<>();
        pumps.add(Workers.start("coral-core-local-out", () -> pump(process.getInputStream(), out)));
        pumps.add(Workers.start("coral-core-local-err", () -> pump(process.getErrorStream(), err)));
        if (in == NO_INPUT) {
            close(process.getOutputStream());
        } else {
            Thread unused = Workers.start("coral-core-local-in", () -> {
                pump(new EndingInput(in), process.getOutputStream());
                close(process.getOutputStream());
            });
        }
        return pumps;
    }

    private static void pump(InputStream from, OutputStream to) {
        try {
            from.transferTo(to);
            to.flush();
        } catch (IOException e) {
            close(from); // The other side is gone: the program gets to know it.
        }
    }

    private static void close(java.io.Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            return; // It is gone all the same.
        }
    }

    /** A process that was left in the background may keep the pipe: it is not waited for. */
    private static void join(Thread pump) {
        try {
            pump.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(OutputStream err, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Names.encode(text));
        try {
            bytes.writeTo(err);
        } catch (IOException e) {
            return; // Nobody reads it.
        }
    }

    @Override
    public void close() {
        // Nothing is kept.
    }
}
