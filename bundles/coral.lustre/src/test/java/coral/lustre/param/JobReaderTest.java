// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobReaderTest {
    private static List<JobStat> jobs(String body) throws IOException {
        ParamReader reader = new ParamReader(
                new ByteArrayInputStream(("mdt.s-MDT0000.job_stats=\njob_stats:\n" + body).getBytes(UTF_8)));
        assertThat(reader.next()).isTrue();
        JobReader jobs = new JobReader(reader);
        List<JobStat> read = new ArrayList<>();
        for (Optional<JobStat> job = jobs.next(); job.isPresent(); job = jobs.next()) {
            read.add(job.get());
        }
        assertThat(jobs.unknownLines()).isZero();
        return read;
    }

    private static String id(String printed) throws IOException {
        return jobs("- job_id:          " + printed + "\n").get(0).id().text();
    }

    @Test
    void formOf217_hasTimesSquaresAndSizes() throws IOException {
        JobStat job = jobs("""
                - job_id:          lfs.0
                  snapshot_time:   1795348015.198226844 secs.nsecs
                  start_time:      1795347336.129189522 secs.nsecs
                  elapsed_time:    679.069037322 secs.nsecs
                  read_bytes:      { samples:           2, unit: bytes, min:        2, max:        7, sum:                9, sumsq:                 53, hist: { 2: 1, 64K: 1 } }
                  write_bytes:     { samples:           0, unit: bytes, min:        0, max:        0, sum:                0, sumsq:                  0, hist: {  } }
                """).get(0);

        assertThat(job.id()).isEqualTo(Slice.of("lfs.0"));
        assertThat(job.times())
                .isEqualTo(new Times(
                        Instant.ofEpochSecond(1_795_348_015, 198_226_844),
                        Instant.ofEpochSecond(1_795_347_336, 129_189_522),
                        Duration.ofSeconds(679, 69_037_322)));
        assertThat(job.operations().get(0))
                .isEqualTo(new JobStat.Operation(
                        new Counter("read_bytes", "bytes", 2, new Counter.Range(2, 7, 9, 53, true)),
                        List.of(new JobStat.Bucket(2, 1), new JobStat.Bucket(65_536, 1))));
        assertThat(job.operations().get(1).sizes()).isEmpty();
    }

    @Test
    void formOf27_hasSamplesAlone() throws IOException {
        JobStat job = jobs("""
                - job_id:          bash.0
                  snapshot_time:   1322494602
                  open:            { samples:           0, unit:  reqs }
                  write:           { samples:           1, unit: bytes, min:    4096, max:    4096, sum:            4096 }
                """).get(0);

        assertThat(job.times()).isEqualTo(new Times(Instant.ofEpochSecond(1_322_494_602), null, null));
        assertThat(job.operations())
                .extracting(JobStat.Operation::counter)
                .containsExactly(
                        new Counter("open", "reqs", 0, null),
                        new Counter("write", "bytes", 1, new Counter.Range(4096, 4096, 4096, 0, false)));
    }

    @Test
    void ids_areBytes_withoutQuotesAndEscapes() throws IOException {
        assertThat(id("SLURM_JOB97")).isEqualTo("SLURM_JOB97");
        assertThat(id("\"SLURM:0:host\"")).isEqualTo("SLURM:0:host");
        assertThat(id("\"a\\x20b\\x0Ac\"")).isEqualTo("a b\nc");
        assertThat(id("\"\\xC3\\xA9\\x80\"")).isEqualTo("é\uDC80");
        assertThat(id("\"\\x4\"")).isEqualTo("\\x4");
        assertThat(id("two words")).isEqualTo("two words");
        assertThat(id("")).isEmpty();
        assertThat(id("{ samples: 1 }")).isEqualTo("{ samples: 1 }");
    }

    @Test
    void damagedLines_areUnknown_andTheJobGoesOn() throws IOException {
        ParamValue value = new Params().parse(Slice.of("obdfilter.s-OST0000.job_stats"), Slice.of("""
                job_stats:
                - job_id:          a
                  open:            { samples: 1x, unit: usecs }
                  close:           { samples: 1, unit: usecs, min: 1, max: 2 }
                  mknod:           { samples: 1, unit: usecs, samples: 2 }
                  link:            { samples: 1, unit: usecs
                  stat:            { samples: 3, unit: usecs }
                lost
                """));

        assertThat(value.unknown()).hasSize(5);
        assertThat(((ParamValue.Jobs) value).jobs().get(0).operations())
                .containsExactly(new JobStat.Operation(new Counter("stat", "usecs", 3, null), List.of()));
    }

    @Test
    void recordedJobs_areReadOneByOne_asTheyAreAsAWhole() throws IOException {
        for (String file : List.of("mdt.X.job_stats.out", "obdfilter.X.job_stats.out")) {
            byte[] text = Recorded.bytes("capture/03-lctl/params/" + file);
            ParamReader byOne = new ParamReader(new ByteArrayInputStream(text));
            ParamReader whole = new ParamReader(new ByteArrayInputStream(text));
            while (byOne.next() && whole.next()) {
                List<JobStat> expected = ((ParamValue.Jobs) new Params().read(whole)).jobs();
                JobReader jobs = new JobReader(byOne);
                for (JobStat job : expected) {
                    assertThat(jobs.next()).contains(job);
                }
                assertThat(jobs.next()).isEmpty();
                assertThat(jobs.unknownLines()).isZero();
            }
        }
    }

    @Test
    void manyJobs_areAllRead_inOrder() throws IOException {
        String recorded = new String(Recorded.bytes("capture/03-lctl/params/mdt.X.job_stats.out"), UTF_8);
        ParamReader reader = new ParamReader(new RepeatedJobs(recorded, 3000));
        assertThat(reader.next()).isTrue();
        JobReader jobs = new JobReader(reader);

        for (int i = 0; i < 3000; i++) {
            JobStat job = jobs.next().orElseThrow();
            assertThat(job.id()).isEqualTo(Slice.of("slurm." + i));
            assertThat(job.operations()).isNotEmpty();
        }
        assertThat(jobs.next()).isEmpty();
        assertThat(jobs.unknownLines()).isZero();
    }
}
