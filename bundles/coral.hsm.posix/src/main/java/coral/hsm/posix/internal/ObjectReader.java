// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Errno;
import coral.core.posix.FileStatus;
import coral.core.posix.OpenFile;
import coral.core.problem.ProblemException;
import coral.hsm.model.Blob;
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
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Reads objects and checks all that is known of them. Safe for use by many threads. */
final class ObjectReader {
    private final ArchivePlace place;
    private final CopyEngine engine;
    private final ObjectTree tree = new ObjectTree();

    ObjectReader(ArchivePlace place, CopyEngine engine) {
        this.place = place;
        this.engine = engine;
    }

    Outcome restore(MoverAction action, ObjectId id, Blob hash, DataFile target) throws InterruptedException {
        String what = "restore of " + action.fid() + " from object " + id;
        try (Directory root = place.open()) {
            Optional<Directory> shelf = tree.find(root, id);
            if (shelf.isEmpty()) {
                return new Outcome.Failed(Errno.ENOENT, what + ": the archive has no such object");
            }
            try (Directory directory = shelf.get();
                    OpenFile object = directory.open(id.text(), Access.READ)) {
                return restore(action, object, hash, target);
            }
        } catch (ProblemException e) {
            return Failures.of(what, e);
        } catch (IOException e) {
            return Failures.of(what, e);
        }
    }

    private Outcome restore(MoverAction action, OpenFile object, Blob hash, DataFile target)
            throws IOException, InterruptedException {
        Content recorded = record(object).content();
        if (recorded.sizeBytes() != target.lengthBytes()) {
            throw damaged("it holds " + recorded.sizeBytes() + " bytes, the file has " + target.lengthBytes());
        }
        checkHash(recorded, hash);
        Set<DigestAlgorithm> algorithms = EnumSet.noneOf(DigestAlgorithm.class);
        recorded.digests().forEach(digest -> algorithms.add(digest.algorithm()));
        CopyResult result = engine.copy(
                ContentSource.of(object, recorded.sizeBytes()), target::write, algorithms, CopyControl.of(action));
        if (!(result instanceof CopyResult.Copied copied)) {
            return new Outcome.Canceled();
        }
        if (!copied.content().equals(recorded)) {
            throw damaged("its content is " + copied.content() + ", recorded is " + recorded);
        }
        target.sync();
        return new Outcome.Done(recorded.dataBytes(), Optional.empty());
    }

    private static CommitRecord record(OpenFile object) throws IOException {
        FileStatus status = object.status();
        if (!status.isRegular()) {
            throw damaged("it is not a regular file");
        }
        long start = Math.max(0, status.sizeBytes() - CommitRecordFormat.MOST_BYTES);
        ByteBuffer end = ByteBuffer.allocateDirect((int) (status.sizeBytes() - start));
        while (end.hasRemaining() && object.read(end, start + end.position()) > 0) {
            // Reads may be short; the end of the file ends the loop.
        }
        byte[] bytes = new byte[end.flip().remaining()];
        end.get(bytes);
        return CommitRecordFormat.decode(bytes, status.sizeBytes());
    }

    /** The hash that was kept with the file's id must be among those that were recorded with the object. */
    private static void checkHash(Content recorded, Blob hash) throws IOException {
        if (hash.length() == 0) {
            return;
        }
        Optional<Digest> wanted = Digest.parse(hash);
        if (wanted.isEmpty() || !recorded.digests().contains(wanted.get())) {
            String text = wanted.map(Digest::toString).orElse("0x" + hash);
            throw damaged("the file was archived with digest " + text + ", recorded is " + recorded.digests());
        }
    }

    private static IOException damaged(String message) {
        return new IOException("damaged object: " + message);
    }
}
