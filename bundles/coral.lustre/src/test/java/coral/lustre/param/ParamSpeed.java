// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Measures how fast parameters are read; no test. From this folder's room, after {@code mvn test-compile}:
 * {@code java -Xmx48m -cp target/classes:target/test-classes:../coral.core/target/classes coral.lustre.param.ParamSpeed}.
 * The heap is less than the text of the jobs, which so cannot be held.
 */
final class ParamSpeed {
    private static final int ROUNDS = 40;
    private static final int COUNTED = 15;
    private static final int JOBS = 50_000;

    private ParamSpeed() {}

    public static void main(String[] args) throws IOException {
        byte[] dump = Recorded.bytes("capture/03-lctl/get_param-R-all.out.gz");
        report("get_param -R", dump.length, () -> readAll(dump));
        String recorded = new String(Recorded.bytes("capture/03-lctl/params/mdt.X.job_stats.out"), US_ASCII);
        long bytes = new RepeatedJobs(recorded, JOBS).transferTo(OutputStream.nullOutputStream());
        System.out.printf("job_stats: %d jobs, %.1f MB, heap of %d MiB%n", JOBS, bytes / 1e6, heapMib());
        long before = System.nanoTime();
        int jobs = readJobs(recorded);
        System.out.printf("job_stats: %d jobs read, %.0f MB/s%n", jobs, bytes * 1e3 / (System.nanoTime() - before));
    }

    private static long heapMib() {
        return Runtime.getRuntime().maxMemory() >> 20;
    }

    /** What is measured. */
    private interface Work {
        int run() throws IOException;
    }

    private static void report(String what, long bytes, Work work) throws IOException {
        double[] speeds = new double[ROUNDS];
        int params = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long before = System.nanoTime();
            params = work.run();
            speeds[i] = bytes * 1e3 / (System.nanoTime() - before);
        }
        double[] counted = Arrays.copyOfRange(speeds, ROUNDS - COUNTED, ROUNDS);
        Arrays.sort(counted);
        System.out.printf(
                "%s: %.1f MB, %d parameters; last %d of %d rounds: %.0f MB/s (%.0f to %.0f), first %.0f%n",
                what,
                bytes / 1e6,
                params,
                COUNTED,
                ROUNDS,
                counted[COUNTED / 2],
                counted[0],
                counted[COUNTED - 1],
                speeds[0]);
    }

    private static int readAll(byte[] dump) throws IOException {
        Params params = new Params();
        ParamReader reader = ParamReader.of(dump);
        while (reader.next()) {
            params.read(reader);
        }
        return (int) params.census().parameters();
    }

    private static int readJobs(String recorded) throws IOException {
        ParamReader reader = new ParamReader(new RepeatedJobs(recorded, JOBS));
        int jobs = 0;
        while (reader.next()) {
            JobReader one = new JobReader(reader);
            while (one.next().isPresent()) {
                jobs++;
            }
        }
        return jobs;
    }
}
