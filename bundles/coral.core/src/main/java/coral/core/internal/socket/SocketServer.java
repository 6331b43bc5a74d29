// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import coral.core.internal.node.NodeState;
import coral.core.internal.shell.CommandRunner;
import coral.core.task.Workers;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the node's Unix socket at the path of the framework property {@code coral.socket}; without it there is none.
 * Every local user may connect: commands decide by who calls.
 */
@Component(service = SocketServer.class, immediate = true)
public final class SocketServer {
    private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
    private static final int LONGEST_PATH_BYTES = 107;

    private final String path;
    private final Call.Runner runner;
    private final Limits limits;
    private volatile @Nullable SocketLoop loop;
    private @Nullable Thread thread;

    /** Made by the component runtime. */
    @Activate
    public SocketServer(@Reference NodeState node, @Reference CommandRunner runner) {
        this(node.property("coral.socket"), runner::run, Limits.USUAL);
    }

    SocketServer(String path, Call.Runner runner, Limits limits) {
        this.path = path;
        this.runner = runner;
        this.limits = limits;
    }

    @Activate
    void open() throws IOException {
        if (path.isEmpty()) {
            LOG.info("coral.socket is not set: no command can come from the OS shell");
            return;
        }
        Path file = Path.of(path);
        checkLength(file);
        removeStale(file);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(file));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
            loop = new SocketLoop(server, new Call.Services(runner, new PeerCredentials()), limits);
        } catch (IOException e) {
            server.close();
            throw new IOException("CORAL-CORE-006: the socket " + file + " cannot be opened: " + e.getMessage(), e);
        }
        thread = Workers.start("coral-core-socket", loop);
    }

    private static void checkLength(Path file) throws IOException {
        int bytes = file.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_PATH_BYTES) {
            throw new IOException(
                    "CORAL-CORE-007: the socket's path has " + bytes + " bytes, at most " + LONGEST_PATH_BYTES
                            + " are allowed: " + file + "; choose a shorter CORAL_HOME or set CORAL_SOCKET");
        }
    }

    private static void removeStale(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isOther()) {
            throw new IOException("CORAL-CORE-008: " + file + " is in the way of the socket and is none; move it away");
        }
        if (answers(file)) {
            throw new IOException("CORAL-CORE-009: another node serves the socket " + file);
        }
        Files.delete(file);
    }

    private static boolean answers(Path file) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false; // Left behind by a node that was killed.
        }
    }

    /** What the socket served so far; nothing where there is none. */
    public SocketCounts counts() {
        SocketLoop serving = loop;
        return serving == null ? new SocketCounts(0, 0, 0) : serving.counts();
    }

    @Deactivate
    void close() throws IOException {
        if (loop == null || thread == null) {
            return;
        }
        try {
            loop.drain();
            thread.join(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            loop.close();
            Files.deleteIfExists(Path.of(path));
        }
    }
}
