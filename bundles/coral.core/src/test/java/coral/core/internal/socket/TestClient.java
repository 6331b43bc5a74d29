// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import coral.core.posix.Names;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Speaks the protocol as docs/socket-protocol.md has it, in numbers of its own, and can break every rule. */
final class TestClient implements AutoCloseable {
    private final SocketChannel channel;
    private final DataInputStream in;
    private boolean greeted;

    TestClient(SocketChannel channel) {
        this.channel = channel;
        this.in = new DataInputStream(Channels.newInputStream(channel));
    }

    TestClient greet(int version) throws IOException {
        return raw("CORL\0" + (char) version + "\0\0");
    }

    TestClient raw(String latin) throws IOException {
        return send(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private TestClient send(byte[] bytes) throws IOException {
        try {
            for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
                channel.write(left);
            }
        } catch (IOException e) {
            // The server has hung up already; what it said can still be read.
        }
        return this;
    }

    TestClient request(String... words) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(0);
        out.writeShort(0);
        out.writeShort(0);
        out.writeInt(words.length);
        for (String word : words) {
            string(out, Names.encode(word));
        }
        string(out, Names.encode("/tmp"));
        out.writeInt(1);
        string(out, Names.encode("TERM=dumb"));
        return frame(1, bytes.toByteArray());
    }

    private static void string(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    TestClient frame(int type, byte... payload) throws IOException {
        head(type, payload.length);
        return send(payload);
    }

    TestClient head(int type, int length) throws IOException {
        return send(ByteBuffer.allocate(5).put((byte) type).putInt(length).array());
    }

    /** The next frame as text; empty at the end. */
    String readFrame() throws IOException {
        try {
            if (!greeted) {
                in.readFully(new byte[8]);
                greeted = true;
            }
            int type = in.readUnsignedByte();
            byte[] payload = new byte[in.readInt()];
            in.readFully(payload);
            String text = new String(payload, StandardCharsets.ISO_8859_1);
            return switch (type) {
                case 0x81 -> "out:" + text;
                case 0x82 -> "err:" + text;
                case 0x83 -> "wanted";
                case 0x85 -> "exit:" + (payload[0] & 0xFF);
                default -> "type " + type;
            };
        } catch (EOFException | SocketException e) {
            // A server that did not read all that was sent resets the connection, after its last words.
            return "";
        }
    }

    /** All frames up to the end, without requests for input. */
    String readToEnd() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String frame = readFrame(); !frame.isEmpty(); frame = readFrame()) {
            all.append(frame.equals("wanted") ? "" : (all.isEmpty() ? "" : " ") + frame);
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
