// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs one command in a node, where there is no native client for the machine: {@code Client SOCKET COMMAND [ARG]...}
 */
public final class Client {
    private static final int NO_NODE = 75;
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;
    private static final int MOST_BYTES = 64 << 10;
    private static final long LAST_WORDS_SECONDS = 30;

    private final SocketChannel node;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int exit = -1;
    private volatile boolean raw;

    private Client(SocketChannel node) {
        this.node = node;
    }

    /** Exits with the command's exit code. */
    public static void main(String[] args) {
        if (args.length < 2) {
            System.err.println("usage: coral.launch.Client SOCKET COMMAND [ARG]...");
            System.exit(2);
        }
        SocketChannel channel;
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(args[0]));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(
                    "coral: no node answers at " + args[0] + " (" + e.getMessage() + "); start one with: coral start");
            System.exit(NO_NODE);
            return;
        }
        System.exit(new Client(channel).run(args.length - 1));
    }

    private int run(int words) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "coral-client-signal"));
        int code = NO_NODE;
        try {
            String ttys = System.getProperty("coral.tty", "");
            String size = ttys.isEmpty() ? "" : stty("size");
            send(ByteBuffer.wrap(
                    ClientRequest.encode(RawProcess.arguments(words), RawProcess.environment(), ttys, size)));
            code = copy(new DataInputStream(Channels.newInputStream(node)));
        } catch (IOException e) {
            System.err.println("coral: the node ended the connection: " + e.getMessage());
        }
        cooked();
        exit = code;
        ended.countDown();
        return code;
    }

    /** Runs when the process ends: by a signal, in which case the command is asked to end and waited for. */
    private void interrupted() {
        if (exit >= 0) {
            return;
        }
        try {
            frame(3, new byte[] {2}, 1);
            if (ended.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(exit);
            }
        } catch (IOException e) {
            System.err.println("coral: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cooked();
        Runtime.getRuntime().halt(INTERRUPTED);
    }

    private int copy(DataInputStream in) throws IOException {
        byte[] greeting = in.readNBytes(8);
        if (!new String(greeting, StandardCharsets.US_ASCII).startsWith("CORL")) {
            throw new IOException("the socket is not a Coral node's");
        }
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        while (true) {
            int type = in.readUnsignedByte();
            int length = in.readInt();
            if (length < 0 || length > MOST_BYTES) {
                throw new IOException("a frame of " + length + " bytes");
            }
            byte[] payload = in.readNBytes(length);
            switch (type) {
                case 0x81 -> out.write(payload);
                case 0x82 -> err.write(payload);
                case 0x83 -> startReading();
                case 0x84 -> rawMode(length == 1 && payload[0] != 0);
                case 0x85 -> {
                    return length == 1 ? Byte.toUnsignedInt(payload[0]) : FAILED;
                }
                default -> {} // Later versions of the node may say more than this client understands.
            }
        }
    }

    private void startReading() {
        Thread reader = new Thread(this::passInput, "coral-client-stdin");
        reader.setDaemon(true);
        reader.start();
    }

    private void passInput() {
        try {
            byte[] bytes = new byte[MOST_BYTES];
            @SuppressWarnings("resource") // Standard input stays open.
            int got = new FileInputStream(FileDescriptor.in).read(bytes);
            frame(2, bytes, Math.max(got, 0));
        } catch (IOException e) {
            System.err.println("coral: standard input: " + e.getMessage());
        }
    }

    private void frame(int type, byte[] payload, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(5 + length);
        send(frame.put((byte) type).putInt(length).put(payload, 0, length).flip());
    }

    private synchronized void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            node.write(bytes);
        }
    }

    private void rawMode(boolean on) throws IOException {
        raw = on;
        stty(on ? "raw" : "-raw", on ? "-echo" : "echo");
    }

    private void cooked() {
        try {
            if (raw) {
                rawMode(false);
            }
        } catch (IOException e) {
            System.err.println("coral: the terminal stays raw; type: stty sane");
        }
    }

    /** Runs stty on this process's terminal and gives what it prints; empty if there is no terminal. */
    private static String stty(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "stty";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(List.copyOf(Arrays.asList(command)))
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readNBytes(64), StandardCharsets.US_ASCII).strip();
    }
}
