// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.fake;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.core.posix.Extent;
import coral.core.task.CancelToken;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.Outcome;
import coral.hsm.source.ActionItem;
import coral.hsm.source.ActionSession;
import coral.hsm.source.ActionSource;
import coral.hsm.source.ActiveAction;
import coral.hsm.source.Demand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A coordinator in memory. Gives out what it has, restores first, as far as the demand goes. */
public final class MemorySource implements ActionSource {
    public final Map<Cookie, Outcome> ended = new ConcurrentHashMap<>();
    public final Map<Cookie, Errno> refused = new ConcurrentHashMap<>();
    public final Map<Cookie, CancelToken> begun = new ConcurrentHashMap<>();
    public final Map<Cookie, AtomicInteger> reports = new ConcurrentHashMap<>();
    public final AtomicInteger gaveBack = new AtomicInteger();
    public final AtomicInteger sessions = new AtomicInteger();
    public final AtomicInteger closed = new AtomicInteger();
    public final AtomicInteger largestHeld = new AtomicInteger();
    public volatile boolean receiveFails;
    public volatile boolean beginFails;
    public volatile boolean progressFails;
    public volatile boolean giveBackFails;
    public volatile boolean givesUnasked;
    public volatile UnaryOperator<Outcome> onEnd = outcome -> outcome;
    private final List<ActionItem> waiting = new ArrayList<>();
    private final Map<Cookie, ActionItem> held = new HashMap<>();

    public static ActionItem item(long cookie, HsmAction action, long archive, Optional<ObjectRef> object) {
        return item(cookie, action, archive, object, ActionItem.UNKNOWN);
    }

    public static ActionItem item(
            long cookie, HsmAction action, long archive, Optional<ObjectRef> object, long sizeBytes) {
        return new ActionItem(
                "fs",
                new Cookie(cookie),
                new Fid(0x200000401L, (int) cookie, 0),
                action,
                new ArchiveId(archive),
                object,
                Blob.EMPTY,
                sizeBytes);
    }

    public static ObjectRef object(String id) {
        return new ObjectRef(id, Blob.EMPTY, "");
    }

    public synchronized void give(ActionItem item) {
        waiting.add(item);
        notifyAll();
    }

    public void give(long cookie, HsmAction action) {
        give(item(cookie, action, 1, action == HsmAction.ARCHIVE ? Optional.empty() : Optional.of(object("o"))));
    }

    /** Gives up a request whose action has begun. */
    public void cancel(long cookie) {
        Objects.requireNonNull(begun.get(new Cookie(cookie))).cancel();
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    @Override
    public String name() {
        return "fs";
    }

    @Override
    public ActionSession connect(String agent) {
        sessions.incrementAndGet();
        return new Session();
    }

    private synchronized List<ActionItem> take(Demand demand, Duration wait) throws IOException, InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            if (receiveFails) {
                throw new IOException("scripted: source is gone");
            }
            List<ActionItem> taken = matching(demand);
            long left = (end - System.nanoTime()) / 1_000_000;
            if (!taken.isEmpty() || left <= 0) {
                waiting.removeAll(taken);
                taken.forEach(item -> held.put(item.cookie(), item));
                largestHeld.accumulateAndGet(held.size(), Math::max);
                return taken;
            }
            wait(Math.min(left, 50));
        }
    }

    private List<ActionItem> matching(Demand demand) {
        if (givesUnasked) {
            return List.copyOf(waiting);
        }
        List<ActionItem> taken = new ArrayList<>();
        Map<ArchiveId, Integer> any = new HashMap<>();
        Map<ArchiveId, Integer> restores = new HashMap<>();
        demand.slots().forEach((id, slots) -> {
            any.put(id, slots.any());
            restores.put(id, slots.restores());
        });
        waiting.stream().filter(i -> i.action() == HsmAction.RESTORE).forEach(i -> {
            if (less(restores, i) || less(any, i)) {
                taken.add(i);
            }
        });
        waiting.stream()
                .filter(i -> i.action() != HsmAction.RESTORE && less(any, i))
                .forEach(taken::add);
        return taken;
    }

    private static boolean less(Map<ArchiveId, Integer> slots, ActionItem item) {
        int left = slots.getOrDefault(item.archiveId(), 0);
        slots.put(item.archiveId(), left - 1);
        return left > 0;
    }

    private synchronized void back(ActionItem item) {
        if (held.remove(item.cookie()) != null) {
            gaveBack.incrementAndGet();
            waiting.add(item);
            notifyAll();
        }
    }

    private synchronized void done(ActionItem item) {
        held.remove(item.cookie());
    }

    private synchronized void closeSession() {
        closed.incrementAndGet();
        List.copyOf(held.values()).forEach(this::back);
    }

    private final class Session implements ActionSession {
        @Override
        public List<ActionItem> receive(Demand demand, Duration wait) throws IOException, InterruptedException {
            return take(demand, wait);
        }

        @Override
        public ActiveAction begin(ActionItem item) throws IOException {
            if (beginFails) {
                throw new IOException("scripted: cannot open");
            }
            begun.put(item.cookie(), new CancelToken());
            return new Active(item);
        }

        @Override
        public void refuse(ActionItem item, Errno error, String why) {
            refused.put(item.cookie(), error);
            done(item);
        }

        @Override
        public void giveBack(ActionItem item) throws IOException {
            if (giveBackFails) {
                gaveBack.incrementAndGet();
                done(item);
                throw new IOException("scripted: the request was given up");
            }
            back(item);
        }

        @Override
        public void close() {
            closeSession();
        }
    }

    private final class Active implements ActiveAction {
        private final ActionItem item;

        Active(ActionItem item) {
            this.item = item;
        }

        @Override
        public ActionItem item() {
            return item;
        }

        @Override
        public Optional<DataFile> data() {
            return item.action() == HsmAction.REMOVE ? Optional.empty() : Optional.of(new Empty());
        }

        @Override
        public CancelToken cancelled() {
            return Objects.requireNonNull(begun.get(item.cookie()));
        }

        @Override
        public void progress(long bytesDone) throws IOException {
            if (progressFails) {
                throw new IOException("scripted: unknown action");
            }
            reports.computeIfAbsent(item.cookie(), fresh -> new AtomicInteger()).incrementAndGet();
        }

        @Override
        public Outcome end(Outcome outcome) throws IOException {
            Outcome made;
            try {
                made = onEnd.apply(outcome);
            } catch (java.io.UncheckedIOException e) {
                back(item);
                throw e.getCause();
            }
            done(item);
            ended.put(item.cookie(), made);
            return made;
        }
    }

    private static final class Empty implements DataFile {
        @Override
        public long lengthBytes() {
            return 0;
        }

        @Override
        public Optional<Extent> nextData(long offset) {
            return Optional.empty();
        }

        @Override
        public int read(ByteBuffer buffer, long offset) {
            return 0;
        }

        @Override
        public void write(ByteBuffer buffer, long offset) {
            buffer.position(buffer.limit());
        }

        @Override
        public void sync() {}

        @Override
        public OptionalInt descriptor() {
            return OptionalInt.empty();
        }

        @Override
        public Optional<String> relativePath() {
            return Optional.empty();
        }
    }
}
