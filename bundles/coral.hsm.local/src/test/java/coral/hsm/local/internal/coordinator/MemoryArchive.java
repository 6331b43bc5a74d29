// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Errno;
import coral.core.posix.Extent;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.Outcome;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActionSession;
import coral.hsm.source.ActiveAction;
import coral.hsm.source.Demand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent whose archive is a map: keeps the data extents of files. */
public final class MemoryArchive {
    static final Demand PLENTY =
            new Demand(Map.of(new ArchiveId(1), new Demand.Slots(2, 4), new ArchiveId(2), new Demand.Slots(2, 4)));

    final Map<String, Map<Long, byte[]>> objects = new HashMap<>();

    /** Does all that waits. */
    public void work(LocalFileSystem fs) throws IOException, InterruptedException {
        try (ActionSession session = fs.connect("agent")) {
            while (true) {
                List<ActionItem> items = session.receive(PLENTY, Duration.ZERO);
                if (items.isEmpty()) {
                    return;
                }
                for (ActionItem item : items) {
                    work(session, item);
                }
            }
        }
    }

    Outcome work(ActionSession session, ActionItem item) throws IOException {
        ActiveAction action;
        try {
            action = session.begin(item);
        } catch (IOException e) {
            session.refuse(item, Run.failed(e).error(), String.valueOf(e.getMessage()));
            return Run.failed(e);
        }
        return action.end(move(action));
    }

    Outcome move(ActiveAction action) {
        try {
            return switch (action.item().action()) {
                case ARCHIVE -> archive(action);
                case RESTORE -> restore(action);
                case REMOVE -> remove(action);
                case CANCEL -> new Outcome.Failed(Errno.EINVAL, "cancel");
            };
        } catch (IOException e) {
            return Run.failed(e);
        }
    }

    private Outcome archive(ActiveAction action) throws IOException {
        DataFile source = action.data().orElseThrow();
        Map<Long, byte[]> extents = new HashMap<>();
        long bytes = 0;
        long at = 0;
        for (Optional<Extent> next = source.nextData(at); next.isPresent(); next = source.nextData(at)) {
            int length = (int) Math.min(
                    next.get().lengthBytes(), source.lengthBytes() - next.get().offset());
            ByteBuffer buffer = ByteBuffer.allocateDirect(length);
            while (buffer.hasRemaining() && source.read(buffer, next.get().offset() + buffer.position()) > 0) {
                // on to the rest
            }
            byte[] content = new byte[buffer.position()];
            buffer.flip().get(content);
            extents.put(next.get().offset(), content);
            bytes += length;
            at = next.get().end();
        }
        String id = action.item().fid() + "-" + action.item().cookie();
        objects.put(id, extents);
        action.progress(bytes);
        return new Outcome.Done(bytes, Optional.of(new ObjectRef(id, Blob.of(new byte[] {1, 2}), "mem:" + id)));
    }

    private Outcome restore(ActiveAction action) throws IOException {
        Map<Long, byte[]> extents =
                objects.get(action.item().object().orElseThrow().id());
        if (extents == null) {
            return new Outcome.Failed(Errno.ENOENT, "no object");
        }
        long bytes = 0;
        for (Map.Entry<Long, byte[]> extent : extents.entrySet()) {
            byte[] content = extent.getValue();
            ByteBuffer buffer = ByteBuffer.allocateDirect(content.length);
            action.data().orElseThrow().write(buffer.put(content).flip(), extent.getKey());
            bytes += content.length;
        }
        action.data().orElseThrow().sync();
        return new Outcome.Done(bytes, Optional.empty());
    }

    private Outcome remove(ActiveAction action) {
        objects.remove(action.item().object().orElseThrow().id());
        return new Outcome.Done(0, Optional.empty());
    }

    /** Bytes of a pattern, so that holes and shifts show. */
    public static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) + 1);
        }
        return bytes;
    }

    static boolean isZero(byte[] bytes) {
        return Arrays.equals(bytes, new byte[bytes.length]);
    }
}
