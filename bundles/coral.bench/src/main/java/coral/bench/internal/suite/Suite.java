// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.suite;

import coral.bench.internal.measure.Benchmark;
import coral.bench.internal.measure.Goal;
import coral.bench.internal.measure.Metric;
import coral.bench.internal.problem.BenchProblems;
import coral.bench.internal.site.Site.Store;
import coral.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** All benchmarks there are. Immutable. */
public final class Suite {
    private static final int PARALLEL = 4;
    private static final double COPY = 0.9;
    private static final double HASH_LOOP = 1.15;

    private final List<Benchmark> benchmarks = new ArrayList<>();

    /** Benchmarks that measure so much. */
    public Suite(Sizes sizes) {
        small(sizes);
        for (int files : new int[] {1, PARALLEL}) {
            for (Store store : Store.values()) {
                benchmarks.add(archive(sizes, files, store));
                benchmarks.add(restore(sizes, files, store));
            }
        }
        benchmarks.add(new Benchmark(
                "archive-sparse",
                Metric.seconds(),
                "hsm archive of a file of the data alone",
                new Goal.RatioAtMost(2),
                4L * sizes.rounds() * SparseFile.DATA_BYTES + (64 << 20),
                SparseFile::new));
        benchmarks.add(new Benchmark(
                "command-roundtrip",
                Metric.milliseconds(),
                "/bin/true",
                new Goal.OursBelow(60),
                1 << 20,
                site -> new RoundTrip(site, sizes.calls())));
    }

    /** Those of the names, in the suite's order; all where no name is given. */
    public List<Benchmark> named(List<String> names) throws ProblemException {
        List<String> known = benchmarks.stream().map(Benchmark::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw BenchProblems.unknown(name, known).exception();
            }
        }
        return benchmarks.stream()
                .filter(b -> names.isEmpty() || names.contains(b.name()))
                .toList();
    }

    private static Benchmark archive(Sizes sizes, int files, Store store) {
        return new Benchmark(
                "archive-big-" + files + suffix(store),
                Metric.mib(sizes.totalBytes()),
                rival(store),
                new Goal.RatioAtLeast(store == Store.CRC32C ? COPY : HASH_LOOP),
                bytes(sizes),
                site -> new BigFiles.Archive(site, store, files, sizes.totalBytes() / files));
    }

    private static Benchmark restore(Sizes sizes, int files, Store store) {
        return new Benchmark(
                "restore-big-" + files + suffix(store),
                Metric.mib(sizes.totalBytes()),
                rival(store),
                new Goal.RatioAtLeast(store == Store.CRC32C ? COPY : HASH_LOOP),
                bytes(sizes),
                site -> new BigFiles.Restore(site, store, files, sizes.totalBytes() / files));
    }

    private void small(Sizes sizes) {
        int count = sizes.smallFiles();
        // A file and two copies of a block each, a block for the record and one for each directory; of both benchmarks.
        long needBytes = 2L * sizes.rounds() * count * 6L * 4096 + (64 << 20);
        benchmarks.add(new Benchmark(
                "archive-small-loop",
                Metric.files(count),
                "loop: copy, fsync, fsync of the directory",
                new Goal.RatioAtLeast(3),
                needBytes,
                site -> new SmallFiles(site, "loop", count, SmallFiles::loop)));
        benchmarks.add(new Benchmark(
                "archive-small-cp",
                Metric.files(count),
                "cp -r --reflink=never && sync -f",
                new Goal.RatioAtLeast(0.7),
                needBytes,
                site -> new SmallFiles(site, "cp", count, SmallFiles::copy)));
    }

    /** Of the files of all rounds, and of two copies. */
    private static long bytes(Sizes sizes) {
        return 3L * sizes.rounds() * sizes.totalBytes() + (64 << 20);
    }

    private static String suffix(Store store) {
        return store == Store.CRC32C ? "" : "-sha256";
    }

    private static String rival(Store store) {
        return store == Store.CRC32C ? "cp --reflink=never && sync FILE" : "loop: read, SHA-256, write; fsync";
    }
}
