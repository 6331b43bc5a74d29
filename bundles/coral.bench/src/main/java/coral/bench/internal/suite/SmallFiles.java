// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.suite;

import coral.bench.internal.measure.Bout;
import coral.bench.internal.site.Site;
import coral.bench.internal.site.Site.Store;
import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.OpenFile;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Many files of one block. */
final class SmallFiles implements Bout {
    private static final int FILE_BYTES = 4096;

    private final Site site;
    private final String name;
    private final int count;
    private final Copier rival;
    private Path files;

    /** A rival's way to copy a directory of files. */
    @FunctionalInterface
    interface Copier {
        /** Copies to a name that is not there yet. */
        void copy(Site site, Path from, Path to) throws IOException, InterruptedException, ProblemException;
    }

    /** @param name of its directories, which no other benchmark has */
    SmallFiles(Site site, String name, int count, Copier rival) {
        this.site = site;
        this.name = name;
        this.count = count;
        this.rival = rival;
        this.files = site.files().resolve(name);
    }

    @Override
    public void prepare(int round) throws IOException, InterruptedException {
        files = Files.createDirectory(site.files().resolve(name + "-" + round));
        Noise noise = new Noise();
        try (Directory directory = Directory.at(files.toString())) {
            for (int i = 0; i < count; i++) {
                try (OpenFile file = directory.open(name(i), Access.CREATE_NEW, 0644)) {
                    noise.write(file, 0, FILE_BYTES);
                }
            }
        }
    }

    @Override
    public Duration ours() throws IOException, InterruptedException, ProblemException {
        return site.timedHsm("archive", "--recursive", "--wait", "--archive", Store.CRC32C.id(), files.toString());
    }

    @Override
    public Duration rival() throws IOException, InterruptedException, ProblemException {
        Path copies = site.rivals().resolve(String.valueOf(files.getFileName()));
        long began = System.nanoTime();
        rival.copy(site, files, copies);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** One by one: read, write, fsync of the file, fsync of the directory. */
    static void loop(Site site, Path from, Path to) throws IOException, InterruptedException {
        Files.createDirectory(to);
        ByteBuffer block = ByteBuffer.allocateDirect(FILE_BYTES);
        try (Directory sources = Directory.at(from.toString());
                Directory targets = Directory.at(to.toString())) {
            for (int i = 0; sources.status(name(i)).isPresent(); i++) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                try (OpenFile in = sources.open(name(i), Access.READ);
                        OpenFile out = targets.open(name(i), Access.CREATE_NEW, 0644)) {
                    in.read(block.clear(), 0);
                    out.write(block.flip(), 0);
                    out.sync();
                    targets.sync();
                }
            }
        }
    }

    /** All at once, made durable by one syncfs(2): sync(1) without a file would wait for other people's disks too. */
    static void copy(Site site, Path from, Path to) throws IOException, InterruptedException, ProblemException {
        String script = "cp -r --reflink=never -- \"$1\" \"$2\" && sync -f -- \"$2\"";
        site.programs().run(List.of(List.of("sh", "-c", script, "sh", from.toString(), to.toString())));
    }

    /** Leaves the files, which go with the site: what comes next would be slow. */
    @Override
    public void close() {
        // See above.
    }

    private static String name(int number) {
        return "small-" + number;
    }
}
