// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.problem;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import java.util.List;

/** Problems that {@code coral bench} tells of. */
public final class BenchProblems {
    private BenchProblems() {}

    /** No benchmark has this name. */
    public static Problem unknown(String name, List<String> known) {
        return Problem.of(
                "CORAL-BENCH-001",
                Errno.EINVAL,
                "there is no benchmark '" + Names.printable(name) + "'; there are " + String.join(", ", known));
    }

    /** The node is one that people use. */
    public static Problem noPlace() {
        return new Problem(
                "CORAL-BENCH-002",
                Errno.EPERM,
                "this node was not started for benchmarks, and would be in the way of its users",
                "'coral bench run' starts a node of its own");
    }

    /** The files do not fit. */
    public static Problem space(String directory, long needBytes, long freeBytes) {
        return new Problem(
                "CORAL-BENCH-003",
                Errno.ENOSPC,
                "the benchmarks need " + mib(needBytes) + " MiB in " + Names.printable(directory) + ", "
                        + mib(freeBytes) + " MiB are free there",
                "name another place with --directory, name fewer benchmarks, or use --quick");
    }

    /** Somebody who may not use this node for that. */
    public static Problem notAllowed(String user) {
        return Problem.of(
                "CORAL-BENCH-004", Errno.EPERM, "user " + Names.printable(user) + " may not run benchmarks; root may");
    }

    /** Two at once would measure each other. */
    public static Problem busy() {
        return Problem.of("CORAL-BENCH-005", Errno.EBUSY, "benchmarks run already on this node");
    }

    /** A program that takes part failed. */
    public static Problem program(List<String> argv, String how) {
        return Problem.of(
                "CORAL-BENCH-006", Errno.EIO, "'" + Names.printable(String.join(" ", argv)) + "' " + how.strip());
    }

    private static long mib(long bytes) {
        return bytes >> 20;
    }
}
