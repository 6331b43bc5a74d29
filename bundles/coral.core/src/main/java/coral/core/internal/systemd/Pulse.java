// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.systemd;

import coral.core.internal.node.NodeState;
import coral.core.internal.shell.CommandTree;
import coral.core.store.Journal;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Proves that the node is alive: its socket answers a greeting, there are commands to be called, and no journal has
 * failed or hangs, which only a new start of the node mends.
 */
@Component(service = Pulse.class)
public final class Pulse {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration JOURNAL_LIMIT = Duration.ofSeconds(60);
    /** docs/socket-protocol.md: both sides greet at once. */
    private static final byte[] GREETING = "CORL\0\1\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final String socket;
    private final CommandTree commands;

    /** Made by the component runtime. */
    @Activate
    public Pulse(@Reference NodeState node, @Reference CommandTree commands) {
        this.socket = node.property("coral.socket");
        this.commands = commands;
    }

    /** What is not alive; blocks for some seconds at most. */
    List<String> unwell() {
        List<String> found = new ArrayList<>();
        Journal.unwell(JOURNAL_LIMIT).forEach(journal -> found.add("journal " + journal));
        if (!commands.names().contains("coral")) {
            found.add("the coral command is gone");
        }
        if (!socket.isEmpty() && !answers(Path.of(socket), ANSWER_LIMIT)) {
            found.add("socket " + socket + " does not answer");
        }
        return found;
    }

    static boolean answers(Path socket, Duration limit) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            channel.write(ByteBuffer.wrap(GREETING));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            ByteBuffer answer = ByteBuffer.allocate(GREETING.length);
            return selector.select(limit.toMillis()) > 0
                    && channel.read(answer) >= 4
                    && new String(answer.array(), 0, 4, StandardCharsets.US_ASCII).equals("CORL");
        } catch (IOException e) {
            return false;
        }
    }
}
