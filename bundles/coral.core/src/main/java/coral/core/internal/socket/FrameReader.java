// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Puts the frames of one client together from what a non-blocking channel gives. Used by one thread. */
final class FrameReader {
    private enum Part {
        GREETING,
        HEAD,
        PAYLOAD
    }

    private final ByteBuffer greeting = ByteBuffer.allocate(Protocol.GREETING_BYTES);
    private final ByteBuffer head = ByteBuffer.allocate(Protocol.FRAME_HEAD_BYTES);
    private ByteBuffer payload = ByteBuffer.allocate(0);
    private Part part = Part.GREETING;
    private boolean requestSeen;

    /** Takes one frame. */
    interface Handler {
        void frame(int type, ByteBuffer payload) throws IOException;
    }

    /** Reads what is there; false at the end of the stream. */
    boolean read(ReadableByteChannel channel, Handler handler) throws IOException {
        while (true) {
            ByteBuffer wanted = wanted();
            if (wanted.hasRemaining()) {
                int got = channel.read(wanted);
                if (got <= 0) {
                    return got == 0;
                }
            }
            if (!wanted.hasRemaining()) {
                complete(handler);
            }
        }
    }

    private ByteBuffer wanted() {
        return switch (part) {
            case GREETING -> greeting;
            case HEAD -> head;
            case PAYLOAD -> payload;
        };
    }

    private void complete(Handler handler) throws IOException {
        switch (part) {
            case GREETING -> checkGreeting();
            case HEAD -> startPayload();
            case PAYLOAD -> {
                part = Part.HEAD;
                int type = Byte.toUnsignedInt(head.get(0));
                head.clear();
                handler.frame(type, payload.flip());
            }
        }
    }

    private void checkGreeting() throws ProtocolException {
        if (greeting.getInt(0) != Protocol.MAGIC) {
            throw new ProtocolException("not a Coral client");
        }
        int version = Short.toUnsignedInt(greeting.getShort(4));
        if (version != Protocol.VERSION) {
            throw new ProtocolException("the client speaks version " + version + " of the protocol, this node version "
                    + Protocol.VERSION + "; use the client of the node's distribution");
        }
        part = Part.HEAD;
    }

    private void startPayload() throws ProtocolException {
        int type = Byte.toUnsignedInt(head.get(0));
        int length = head.getInt(1);
        if ((type == Protocol.REQUEST) == requestSeen) {
            throw new ProtocolException("a connection carries one request, before all other frames");
        }
        requestSeen = true;
        int most = type == Protocol.REQUEST ? Protocol.MAX_REQUEST_BYTES : Protocol.MAX_PAYLOAD_BYTES;
        if (length < 0 || length > most) {
            throw new ProtocolException(
                    "a frame of " + Integer.toUnsignedString(length) + " bytes; at most " + most + " are allowed");
        }
        payload = ByteBuffer.allocate(length);
        part = Part.PAYLOAD;
    }
}
