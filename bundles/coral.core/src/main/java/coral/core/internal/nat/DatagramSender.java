// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.nat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sends datagrams to a Unix socket, which Java's channels cannot. Safe for use by many threads. */
public final class DatagramSender {
    /** sizeof(sun_path) in linux/un.h. */
    private static final int MOST_PATH_BYTES = 108;

    private final byte[] address;

    /**
     * A sender to one socket.
     *
     * @param path of the socket; one that starts with @ is in the abstract namespace
     */
    public DatagramSender(String path) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        boolean isAbstract = path.startsWith("@");
        if (name.length == 0 || name.length >= MOST_PATH_BYTES || !(isAbstract || path.startsWith("/"))) {
            throw new IOException("no path of a socket: '" + path + "'");
        }
        if (isAbstract) {
            name[0] = 0;
        }
        address = ByteBuffer.allocate(Short.BYTES + name.length)
                .order(ByteOrder.nativeOrder())
                .putShort((short) Abi.AF_UNIX)
                .put(name)
                .array();
    }

    /** Sends one datagram; never blocks. */
    public void send(String text) throws IOException {
        int fd = LibC.socket(Abi.AF_UNIX, Abi.SOCK_DGRAM | Abi.SOCK_CLOEXEC, 0);
        if (fd < 0) {
            throw new IOException("socket: error " + LibC.errno());
        }
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (LibC.sendto(fd, bytes, bytes.length, Abi.MSG_DONTWAIT_NOSIGNAL, address, address.length) < 0) {
                throw new IOException("sendto: error " + LibC.errno());
            }
        } finally {
            LibC.close(fd);
        }
    }
}
