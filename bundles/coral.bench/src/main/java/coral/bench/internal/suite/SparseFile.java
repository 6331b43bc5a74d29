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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A file of holes against one that has the same data without them. */
final class SparseFile implements Bout {
    static final long DATA_BYTES = 100L << 20;
    private static final long SPARSE_BYTES = 10L << 30;
    private static final int EXTENTS = 100;

    private final Site site;
    private final List<Path> made = new ArrayList<>();
    private Path sparse;
    private Path dense;

    SparseFile(Site site) {
        this.site = site;
        sparse = site.files().resolve("sparse");
        dense = site.files().resolve("dense");
    }

    @Override
    public void prepare(int round) throws IOException, InterruptedException {
        sparse = site.files().resolve("sparse-" + round);
        dense = site.files().resolve("dense-" + round);
        made.addAll(List.of(sparse, dense));
        Noise noise = new Noise();
        long eachBytes = DATA_BYTES / EXTENTS;
        try (Directory directory = Directory.at(site.files().toString());
                OpenFile holes = directory.open("sparse-" + round, Access.CREATE_NEW, 0644);
                OpenFile data = directory.open("dense-" + round, Access.CREATE_NEW, 0644)) {
            holes.truncate(SPARSE_BYTES);
            for (int i = 0; i < EXTENTS; i++) {
                noise.write(holes, i * (SPARSE_BYTES / EXTENTS), eachBytes);
                noise.write(data, i * eachBytes, eachBytes);
            }
        }
    }

    @Override
    public Duration ours() throws IOException, InterruptedException, ProblemException {
        return archived(sparse);
    }

    @Override
    public Duration rival() throws IOException, InterruptedException, ProblemException {
        return archived(dense);
    }

    private Duration archived(Path file) throws IOException, InterruptedException, ProblemException {
        return site.timedHsm("archive", "--wait", "--archive", Store.CRC32C.id(), file.toString());
    }

    @Override
    public void close() throws IOException, InterruptedException, ProblemException {
        for (Path file : made) {
            site.programs().hsm("remove", "--wait", file.toString());
            Files.delete(file);
        }
    }
}
