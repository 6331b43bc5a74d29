// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Directory;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.pipeline.CommitRecord;
import coral.hsm.pipeline.CommitRecordFormat;
import coral.hsm.pipeline.Content;
import coral.hsm.pipeline.ContentSource;
import coral.hsm.pipeline.CopyControl;
import coral.hsm.pipeline.CopyEngine;
import coral.hsm.pipeline.CopyResult;
import coral.hsm.pipeline.Digest;
import coral.hsm.pipeline.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes objects: content, then commit record, then fsync, then the name. Safe for use by many threads. */
final class ObjectWriter {
    private final ArchivePlace place;
    private final Set<DigestAlgorithm> further;
    private final CopyEngine engine;
    private final PosixMeter meter;
    private final InstantSource clock;
    private final ObjectTree tree = new ObjectTree();
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    ObjectWriter(
            ArchivePlace place,
            Set<DigestAlgorithm> further,
            CopyEngine engine,
            PosixMeter meter,
            InstantSource clock) {
        this.place = place;
        this.further = further;
        this.engine = engine;
        this.meter = meter;
        this.clock = clock;
    }

    /** Names in the staging directory that are being written now. */
    Set<String> inFlight() {
        return inFlight;
    }

    Outcome archive(MoverAction action, DataFile source) throws InterruptedException {
        ObjectId id = ObjectId.fresh();
        String what = "archive of " + action.fid() + " to object " + id;
        try (Directory root = place.open();
                Staging staging = Staging.create(root, action.cookie(), id, inFlight)) {
            CopyResult result =
                    engine.copy(ContentSource.of(source), staging.file()::write, further, CopyControl.of(action));
            if (!(result instanceof CopyResult.Copied copied) || action.cancel().isCancelled()) {
                return new Outcome.Canceled();
            }
            writeRecord(staging, action, copied.content());
            // Made before the file is synced: one commit of the file system's journal takes both, and the sync of the
            // directories then finds nothing left to be written.
            try (ObjectTree.Shelf shelf = tree.make(root, id)) {
                staging.settle(meter);
                shelf.settle(root);
                staging.commit(shelf.directory(), id, meter);
            }
            return new Outcome.Done(copied.content().dataBytes(), Optional.of(ref(id, copied.content())));
        } catch (ProblemException e) {
            return Failures.of(what, e);
        } catch (IOException e) {
            return Failures.of(what, e);
        }
    }

    private void writeRecord(Staging staging, MoverAction action, Content content) throws IOException {
        CommitRecord.Origin origin = new CommitRecord.Origin(action.fileSystem(), action.fid(), action.cookie());
        byte[] record = CommitRecordFormat.encode(CommitRecord.of(content, origin, clock.instant()));
        staging.file()
                .write(ByteBuffer.allocateDirect(record.length).put(record).flip(), content.sizeBytes());
    }

    /** The strongest digest there is goes along with the id. */
    private ObjectRef ref(ObjectId id, Content content) {
        Digest digest = content.digests().get(content.digests().size() - 1);
        String url = "posix:" + Names.printable(place.root()) + "/" + ObjectTree.OBJECTS + "/" + id.shelf() + "/" + id;
        return new ObjectRef(id.text(), digest.tagged(), url);
    }
}
