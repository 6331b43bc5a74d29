// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.suite;

import coral.bench.internal.site.Site;
import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.OpenFile;
import coral.core.problem.ProblemException;
import coral.core.task.Workers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Plain ways to copy files durably to the site's place for rivals, under their own names. */
final class Rivals {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final String COPY = "cp --reflink=never -- \"$1\" \"$2\" && sync -- \"$2\"";

    private Rivals() {}

    /** {@code cp && sync FILE}, one process for each file, all at once. */
    static void copy(Site site, List<Path> sources) throws IOException, InterruptedException, ProblemException {
        List<List<String>> commands = sources.stream()
                .map(s -> List.of(
                        "sh",
                        "-c",
                        COPY,
                        "sh",
                        s.toString(),
                        site.rivals().resolve(s.getFileName()).toString()))
                .toList();
        site.programs().run(commands);
    }

    /** A loop that reads, hashes and writes on one thread for each file, and an fsync. */
    static void hash(Site site, List<Path> sources) throws IOException, InterruptedException {
        ExecutorService threads = Workers.pool("coral-bench-rival", sources.size(), sources.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Path source : sources) {
                running.add(threads.submit(() -> {
                    hash(source, site.rivals());
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a rival's loop failed: " + e.getCause(), e.getCause());
        } finally {
            Workers.stop(threads, Duration.ofSeconds(10));
        }
    }

    private static void hash(Path source, Path rivals) throws IOException, InterruptedException {
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
        MessageDigest digest = sha256();
        try (Directory from = Directory.at(String.valueOf(source.getParent()));
                Directory to = Directory.at(rivals.toString());
                OpenFile in = from.open(source.getFileName().toString(), Access.READ);
                OpenFile out = to.open(source.getFileName().toString(), Access.CREATE_NEW, 0600)) {
            for (long at = 0; in.read(block.clear(), at) > 0; at += block.position()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                digest.update(block.flip().duplicate());
                out.write(block, at);
            }
            out.sync();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
