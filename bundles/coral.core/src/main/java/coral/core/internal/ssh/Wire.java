// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** The TCP connection of a session, which can be cut at any moment, also while it is being made. */
final class Wire implements SocketFactory {
    private static final int BUFFER = 1 << 16;

    private final Duration limit;
    private final Socket socket = new Socket();
    private volatile boolean cut;
    private volatile Runnable jumped = () -> {};

    /** @param limit for making it */
    Wire(Duration limit) {
        this.limit = limit;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(host);
        }
        if (cut) {
            throw new IOException("cancelled");
        }
        socket.connect(address, Math.toIntExact(limit.toMillis()));
        return socket;
    }

    @Override
    public InputStream getInputStream(Socket made) throws IOException {
        return new java.io.BufferedInputStream(made.getInputStream(), BUFFER);
    }

    @Override
    public OutputStream getOutputStream(Socket made) throws IOException {
        return made.getOutputStream();
    }

    /** The way leads over another connection, and is cut so. */
    void through(Runnable cutting) {
        jumped = cutting;
        if (cut) {
            cutting.run();
        }
    }

    /** Cuts it; whoever reads or writes is woken. Does not block. */
    void cut() {
        cut = true;
        jumped.run();
        try {
            socket.close();
        } catch (IOException e) {
            return; // It is closed all the same.
        }
    }
}
