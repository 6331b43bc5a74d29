// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.USocketFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Unix sockets of the JDK, also where the framework does not take JSch's classes for newer Java. */
final class AgentSocket implements USocketFactory {
    @Override
    public SocketChannel connect(Path path) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    @Override
    public ServerSocketChannel bind(Path path) throws IOException {
        throw new IOException("no agent is made here: " + path);
    }
}
