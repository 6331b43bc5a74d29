// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

/**
 * Numbers of the socket's protocol; docs/socket-protocol.md describes it.
 *
 * <p>Both sides greet with magic and version, then send frames: type (1 byte), length of the payload (4 bytes, big
 * endian), payload.
 */
final class Protocol {
    static final int MAGIC = 0x434F524C; // "CORL"
    static final int VERSION = 1;
    static final int GREETING_BYTES = 8;
    static final int FRAME_HEAD_BYTES = 5;

    static final int MAX_REQUEST_BYTES = 2 << 20;
    static final int MAX_PAYLOAD_BYTES = 64 << 10;

    static final int REQUEST = 1;
    static final int STDIN = 2;
    static final int SIGNAL = 3;
    static final int WINDOW = 4;

    static final int STDOUT = 0x81;
    static final int STDERR = 0x82;
    static final int STDIN_WANTED = 0x83;
    static final int RAW_MODE = 0x84;
    static final int EXIT = 0x85;

    private Protocol() {}
}
