// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** A {@code job_stats} of any number of jobs, made as it is read from the jobs of a recorded one. */
final class RepeatedJobs extends InputStream {
    private final List<String> bodies;
    private final int jobs;
    private int made;
    private InputStream part =
            new ByteArrayInputStream("mdt.scratch-MDT0000.job_stats=\njob_stats:\n".getBytes(US_ASCII));

    RepeatedJobs(String recorded, int jobs) {
        this.bodies = Arrays.stream(recorded.split("- job_id: "))
                .skip(1)
                .map(job -> job.substring(job.indexOf('\n'), job.lastIndexOf('}') + 1))
                .toList();
        this.jobs = jobs;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int read = part.read(into, from, count);
        if (read >= 0 || made == jobs) {
            return read;
        }
        String job = "- job_id:          slurm." + made + bodies.get(made % bodies.size()) + "\n";
        made++;
        part = new ByteArrayInputStream(job.getBytes(US_ASCII));
        return part.read(into, from, count);
    }
}
