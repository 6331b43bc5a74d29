// SPDX-License-Identifier: Apache-2.0
package sample.shelf;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.OpenFile;
import coral.core.problem.Problem;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.Archiver;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.HealthProbe;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.mover.Remover;
import coral.hsm.mover.Restorer;
import coral.hsm.pipeline.ContentSource;
import coral.hsm.pipeline.CopyControl;
import coral.hsm.pipeline.CopyEngine;
import coral.hsm.pipeline.CopyResult;
import coral.hsm.pipeline.Digest;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Carries files to a {@link Shelf} and back. Safe for use by many threads. */
final class ShelfMover implements Mover, Archiver, Restorer, Remover, HealthProbe {
    private final Shelf shelf;
    private final CopyEngine engine;

    ShelfMover(Shelf shelf, ArchiveId id, int threads) {
        this.shelf = shelf;
        this.engine = new CopyEngine("sample-shelf-" + id, threads);
    }

    @Override
    public Outcome archive(MoverAction action, DataFile source) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        String staging = "." + id;
        boolean durable = false;
        try (Directory root = shelf.open()) {
            try (OpenFile object = root.open(staging, Access.CREATE_NEW, 0600)) {
                object.truncate(source.lengthBytes());
                CopyResult result = engine.copy(
                        ContentSource.of(source), object::write, Set.of(), CopyControl.of(action));
                if (!(result instanceof CopyResult.Copied copied) || action.cancel().isCancelled()) {
                    return new Outcome.Canceled();
                }
                object.sync();
                root.rename(staging, id);
                root.sync();
                durable = true;
                Digest digest = copied.content().digests().get(0);
                return new Outcome.Done(
                        copied.content().dataBytes(), Optional.of(new ObjectRef(id, digest.tagged(), "")));
            } finally {
                if (!durable) {
                    root.unlink(staging);
                    root.unlink(id);
                }
            }
        } catch (IOException e) {
            return failed("archive", action, e);
        }
    }

    @Override
    public Outcome restore(MoverAction action, DataFile target) throws InterruptedException {
        try (Directory root = shelf.open();
                OpenFile object = root.open(id(action), Access.READ)) {
            long size = object.status().sizeBytes();
            CopyResult result = engine.copy(
                    ContentSource.of(object, size), target::write, Set.of(), CopyControl.of(action));
            if (!(result instanceof CopyResult.Copied copied)) {
                return new Outcome.Canceled();
            }
            Optional<Digest> recorded = action.object().map(ObjectRef::hash).flatMap(Digest::parse);
            if (size != target.lengthBytes()
                    || recorded.isEmpty()
                    || !copied.content().digests().contains(recorded.get())) {
                throw new IOException("the object is not what was archived: " + copied.content());
            }
            target.sync();
            return new Outcome.Done(copied.content().dataBytes(), Optional.empty());
        } catch (IOException e) {
            return failed("restore", action, e);
        }
    }

    @Override
    public Outcome remove(MoverAction action) throws InterruptedException {
        try (Directory root = shelf.open()) {
            root.unlink(id(action));
            root.sync();
            return new Outcome.Done(0, Optional.empty());
        } catch (IOException e) {
            return failed("remove", action, e);
        }
    }

    @Override
    public Optional<Problem> offline() {
        try (Directory root = shelf.open()) {
            shelf.sweep();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Problem.of("CORAL-SAMPLE-004", Errno.ENODEV, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Only names that {@link #archive} makes are ever opened. */
    private static String id(MoverAction action) throws IOException {
        String id = action.object().map(ObjectRef::id).orElse("");
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new ErrnoException("open", "object '" + id + "'", Errno.EINVAL.number());
        }
        return id;
    }

    private static Outcome failed(String verb, MoverAction action, IOException e) {
        Errno errno = e instanceof ErrnoException call ? call.errno() : Errno.EIO;
        return new Outcome.Failed(errno, verb + " of " + action.fid() + ": " + e.getMessage());
    }
}
