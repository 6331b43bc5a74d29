// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.hsm.filesystem.Order;
import coral.hsm.filesystem.Submission;
import coral.hsm.local.internal.catalogue.Catalogue;
import coral.hsm.local.internal.disk.Probe;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file system in a temporary directory that can be killed between two steps and opened again. */
final class TestNode implements AutoCloseable {
    static final Caller ROOT = Caller.internal();
    static final Caller USER = new Caller(12345, 12345, Set.of(12345L), "user", Caller.Origin.SOCKET);

    final Path root;
    final HandClock clock = new HandClock();
    final MemoryArchive archive = new MemoryArchive();
    private final Path data;
    private final Volume.Traits traits;
    private final Map<String, Intrusion> intrusions = new HashMap<>();
    private @Nullable String killBefore;
    private @Nullable Catalogue catalogue;
    private @Nullable LocalFileSystem fs;

    TestNode(Path temp) throws IOException, ProblemException {
        root = Files.createDirectories(temp.resolve("fs"));
        data = temp.resolve("data");
        traits = Probe.check(root.toString());
        open();
    }

    /** Stands for kill -9. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed(String step) {
            super(step);
        }
    }

    /** What somebody else does between two steps. */
    interface Intrusion {
        void run() throws Exception;
    }

    /** A clock that tests move. */
    static final class HandClock extends Clock {
        private Instant now = Instant.ofEpochSecond(1_700_000_000);
        private long nanos = Long.MAX_VALUE - 1000;

        void pass(Duration time) {
            jump(time);
            nanos += time.toNanos();
        }

        /** The wall clock is set; no time passes. */
        void jump(Duration step) {
            now = now.plus(step);
        }

        long nanos() {
            return nanos;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    void open() throws IOException {
        Catalogue opened = Catalogue.open(data, clock);
        catalogue = opened;
        Volume volume = Volume.open(root.toString(), traits);
        fs = LocalFileSystem.open(root.toString(), new Context("t", opened, volume, clock, clock::nanos, this::step));
    }

    void killBefore(@Nullable String step) {
        killBefore = step;
    }

    /** Has somebody else do something the next time this step comes. */
    void before(String step, Intrusion intrusion) {
        intrusions.put(step, intrusion);
    }

    private void step(String step) {
        if (step.equals(killBefore)) {
            throw new Killed(step);
        }
        Intrusion intrusion = intrusions.remove(step);
        if (intrusion != null) {
            try {
                intrusion.run();
            } catch (Exception e) {
                throw new IllegalStateException("before " + step, e);
            }
        }
    }

    /** After a kill: what the process held is gone, what is on disk stays. */
    void reopen() throws IOException {
        killBefore = null;
        catalogue().close();
        open();
    }

    LocalFileSystem fs() {
        return Objects.requireNonNull(fs);
    }

    Catalogue catalogue() {
        return Objects.requireNonNull(catalogue);
    }

    Path journal() {
        return data;
    }

    Path write(String name, byte[] content) throws IOException {
        return Files.write(root.resolve(name), content);
    }

    Fid fid(Path file) throws ProblemException {
        return fs().find(ROOT, file.toString()).orElseThrow().fid();
    }

    HsmState state(Path file) throws ProblemException {
        return fs().files().state(ROOT, fid(file));
    }

    Submission submit(HsmAction action, Fid fid) {
        return submit(ROOT, action, fid, ArchiveId.ANY);
    }

    Submission submit(Caller caller, HsmAction action, Fid fid, ArchiveId archiveId) {
        return fs().requests()
                .submit(caller, new Order(action, List.of(fid), archiveId, Blob.EMPTY, false))
                .get(0);
    }

    /** Asks for the action and lets the agent do all that waits. */
    Submission run(HsmAction action, Path file) throws Exception {
        Submission result = submit(action, fid(file));
        archive.work(fs());
        return result;
    }

    long release(Path file) throws ProblemException {
        return fs().files().release(ROOT, fid(file), false);
    }

    Path archived(String name, byte[] content) throws Exception {
        Path file = write(name, content);
        run(HsmAction.ARCHIVE, file);
        return file;
    }

    Path released(String name, byte[] content) throws Exception {
        Path file = archived(name, content);
        release(file);
        return file;
    }

    @Override
    public void close() throws IOException {
        fs().close();
    }
}
