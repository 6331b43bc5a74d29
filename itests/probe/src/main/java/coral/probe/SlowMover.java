// SPDX-License-Identifier: Apache-2.0
package coral.probe;

import coral.core.posix.Errno;
import coral.hsm.model.Blob;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.Archiver;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.mover.Restorer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** Copies 64 KiB at a time and pauses after each. Safe for use by many threads. */
final class SlowMover implements Mover, Archiver, Restorer {
    private static final int BLOCK_BYTES = 1 << 16;

    private final Path root;
    private final long pauseMillis;

    SlowMover(Path root, long pauseMillis) {
        this.root = root;
        this.pauseMillis = pauseMillis;
    }

    @Override
    public Outcome archive(MoverAction action, DataFile source) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        Path staging = root.resolve(id + ".part");
        try {
            long total = 0;
            try (FileChannel out = FileChannel.open(staging, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
                while (source.read(block, total) > 0) {
                    total += block.flip().remaining();
                    out.write(block);
                    block.clear();
                    action.progress().moved(BLOCK_BYTES);
                    Thread.sleep(pauseMillis);
                    if (action.cancel().isCancelled()) {
                        return new Outcome.Canceled();
                    }
                }
                out.force(true);
            }
            Files.move(staging, root.resolve(id));
            return new Outcome.Done(total, Optional.of(new ObjectRef(id, Blob.EMPTY, "")));
        } catch (IOException e) {
            return new Outcome.Failed(Errno.EIO, e.toString());
        } finally {
            delete(staging);
        }
    }

    private static void delete(Path staging) {
        try {
            Files.deleteIfExists(staging);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Outcome restore(MoverAction action, DataFile target) throws InterruptedException {
        String id = action.object().map(ObjectRef::id).orElse("");
        try (FileChannel in = FileChannel.open(root.resolve(id))) {
            ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
            for (long at = 0; in.read(block) > 0; at += block.limit()) {
                target.write(block.flip(), at);
                block.clear();
                Thread.sleep(pauseMillis);
            }
            target.sync();
            return new Outcome.Done(in.size(), Optional.empty());
        } catch (NoSuchFileException e) {
            return new Outcome.Failed(Errno.ENOENT, "no object " + id);
        } catch (IOException e) {
            return new Outcome.Failed(Errno.EIO, e.toString());
        }
    }

    @Override
    public void close() {}
}
