// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** The way to a host over a connection to another one. No port is opened here, which other users could go through. */
final class Jump implements Proxy {
    private final Connection over;
    private final Wire wire;
    private @Nullable ChannelDirectTCPIP channel;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    Jump(Connection over, Wire wire) {
        this.over = over;
        this.wire = wire;
    }

    @Override
    public void connect(@Nullable SocketFactory factory, String host, int port, int timeout) throws Exception {
        ChannelDirectTCPIP made = (ChannelDirectTCPIP) over.session().openChannel("direct-tcpip");
        if (made == null) {
            throw new IOException("the jump host opens no channel");
        }
        made.setHost(host);
        made.setPort(port);
        in = made.getInputStream();
        out = made.getOutputStream();
        channel = made;
        wire.through(made::disconnect);
        made.connect(timeout);
        if (!made.isConnected()) {
            throw new IOException("the jump host cannot reach it");
        }
    }

    @Override
    public InputStream getInputStream() {
        return java.util.Objects.requireNonNull(in, "connected before");
    }

    @Override
    public OutputStream getOutputStream() {
        return java.util.Objects.requireNonNull(out, "connected before");
    }

    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        if (channel != null) {
            channel.disconnect();
        }
    }
}
