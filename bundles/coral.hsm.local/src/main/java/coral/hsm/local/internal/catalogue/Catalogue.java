// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import coral.core.lustre.Fid;
import coral.core.store.Journal;
import coral.hsm.filesystem.HsmRequests.Counts;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The authority on files and requests of one file system: maps in memory, made durable by one journal.
 *
 * <p>Whoever decides something holds {@link #lock} from looking to {@link #record}; whoever then touches a file or tells
 * others waits for the ticket first, without the lock, so that waits share one fsync.
 */
public final class Catalogue implements AutoCloseable {
    private static final Journal.Format FORMAT = new Journal.Format("hsmlocal", 4 << 20, 64 << 20);
    private static final long LEAST_COMPACTED_BYTES = 8 << 20;
    private static final int MOST_ENDED = 10_000;
    private static final int MOST_LIVE = 2_000_000;
    private static final long MOST_DATA_BYTES = 64 << 20;
    private static final long GROUP_BYTES = 8 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Fid, Entry> entries = new HashMap<>();
    private final RequestTable requests = new RequestTable(MOST_LIVE, MOST_DATA_BYTES);
    private final Holdings holdings = new Holdings();
    private final Journal journal;
    private long nextCookie;
    private long givenUp;

    private Catalogue(Path directory, Clock clock) throws IOException {
        journal = Journal.open(directory, FORMAT, r -> apply(DeltaCodec.decode(r)));
        requests.startCounting();
        // Lustre starts its cookies from the clock too, so that a new catalogue does not repeat an old one's.
        nextCookie = Math.max(nextCookie, clock.millis());
    }

    /** Opens the catalogue kept in {@code directory}; an empty directory makes an empty one. */
    public static Catalogue open(Path directory, Clock clock) throws IOException {
        return new Catalogue(directory, clock);
    }

    /** Guards what this class holds. Never held while waiting for a device. */
    public ReentrantLock lock() {
        return lock;
    }

    /** What is known of the file; a fresh entry when nothing is. */
    public Entry entry(Fid fid) {
        return locked(() -> entries.getOrDefault(fid, Entry.fresh(fid)));
    }

    /** All entries that match, a copy. */
    public List<Entry> entries(Predicate<Entry> wanted) {
        return locked(() -> entries.values().stream().filter(wanted).toList());
    }

    /** The request with this cookie, if it is still known. */
    public Optional<HsmRequest> request(Cookie cookie) {
        return locked(() -> requests.get(cookie));
    }

    /** The file's request that has not ended. */
    public Optional<HsmRequest> live(Fid fid) {
        return locked(() -> requests.live(fid));
    }

    /** All requests that have not ended, a copy. */
    public List<HsmRequest> live() {
        return locked(requests::live);
    }

    /** Requests from a cookie on. */
    public List<HsmRequest> list(Cookie from, boolean finalToo, int limit) {
        return locked(() -> requests.from(from, finalToo, limit));
    }

    /** The oldest restores, or other requests, that wait for this archive. */
    public List<HsmRequest> waiting(ArchiveId archive, boolean restores, int limit) {
        return locked(() -> requests.waiting(archive, restores, limit));
    }

    /** Whether one more request with so much data fits; what is there already, as after a restart, always does. */
    public boolean hasRoom(int dataBytes) {
        return locked(() -> requests.hasRoom(dataBytes));
    }

    /** Numbers of requests by status. */
    public Counts counts() {
        return locked(requests::counts);
    }

    /** What is held, for those who watch: costs the same however much it is. */
    public Totals totals() {
        return locked(() -> {
            Map<HsmAction, Map<RequestStatus, Long>> counted = new EnumMap<>(HsmAction.class);
            for (HsmAction action : HsmAction.values()) {
                counted.put(action, requests.counts(action));
            }
            return new Totals(
                    entries.size(), holdings.copies(), holdings.released(), holdings.releasedBytes(), counted);
        });
    }

    /** Bytes of the journal in use. */
    public long journalBytes() {
        return journal.snapshotBytes() + journal.appendedBytes();
    }

    /** A cookie that was never given out; used by a request recorded before the lock is given up. */
    public Cookie takeCookie() {
        return locked(() -> new Cookie(nextCookie++));
    }

    /** The least cookie that is certain not to have been given out. */
    public long nextCookie() {
        return locked(() -> nextCookie);
    }

    /**
     * Makes changes, at once in memory, and durable once the ticket is done. Each delta becomes durable as a whole, and
     * none before those that precede it.
     *
     * @throws IOException when the journal has failed; nothing has become durable then that memory does not know
     */
    public Journal.Ticket record(List<Delta> deltas) throws IOException {
        lock.lock();
        try {
            List<byte[]> records = deltas.stream().map(DeltaCodec::encode).toList();
            Journal.Ticket last;
            int start = 0;
            do {
                int end = groupEnd(records, start);
                last = journal.enqueue(records.subList(start, end));
                deltas.subList(start, end).forEach(this::apply);
                start = end;
            } while (start < records.size());
            changed.signalAll();
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Makes one change. */
    public Journal.Ticket record(Delta delta) throws IOException {
        return record(List.of(delta));
    }

    /** Keeps progress in memory alone; it is not worth a disk write. */
    public void note(HsmRequest request) {
        locked(() -> {
            requests.put(request);
            return request;
        });
    }

    /**
     * Waits until {@code look}, which is asked with the lock held after every change, gives something; empty when that
     * did not happen within {@code limit}. A {@code look} that went {@link #unlocked} may have missed a change, and is
     * asked again at once.
     */
    public <T> Optional<T> await(Supplier<Optional<T>> look, Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (true) {
                long before = givenUp;
                Optional<T> found = look.get();
                if (found.isPresent() || (left <= 0 && givenUp == before)) {
                    return found;
                }
                if (givenUp == before) {
                    left = changed.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives up the lock, which the caller holds once, while {@code body} asks a device; others may change all then. */
    public <T> T unlocked(Supplier<T> body) {
        if (lock.getHoldCount() != 1) {
            throw new IllegalStateException("the lock is held " + lock.getHoldCount() + " times");
        }
        lock.unlock();
        try {
            return body.get();
        } finally {
            lock.lock();
            givenUp++;
        }
    }

    /** Wakes all that wait for a change. */
    public void wake() {
        locked(() -> {
            changed.signalAll();
            return true;
        });
    }

    /** Drops requests that ended a grace period ago. */
    public void tidy(Clock clock, Duration grace) {
        lock.lock();
        try {
            requests.dropEnded(clock.instant().minus(grace), MOST_ENDED);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the journal holds so much that was superseded that a rewrite pays. */
    public boolean isGrown() {
        return journal.appendedBytes() > Math.max(LEAST_COMPACTED_BYTES, journal.snapshotBytes());
    }

    /** Rewrites the journal to what is known now. */
    public Journal.Ticket compact() throws IOException {
        lock.lock();
        try {
            List<Entry> files = new ArrayList<>(entries.values());
            List<HsmRequest> kept = requests.from(new Cookie(1), true, Integer.MAX_VALUE);
            Delta cookies = Delta.cookies(nextCookie);
            return journal.compact(() -> Stream.of(
                            Stream.of(cookies),
                            files.stream().map(Delta::of),
                            kept.stream().map(Delta::of))
                    .flatMap(s -> s)
                    .map(DeltaCodec::encode)
                    .iterator());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
        wake();
    }

    // A record is far shorter than the journal's longest group, so that one more than GROUP_BYTES still fits.
    private static int groupEnd(List<byte[]> records, int start) {
        int end = start;
        for (long bytes = 0; end < records.size() && bytes < GROUP_BYTES; end++) {
            bytes += records.get(end).length;
        }
        return end;
    }

    private void apply(Delta delta) {
        for (Entry entry : delta.entries()) {
            holdings.replace(entry.isFresh() ? entries.remove(entry.fid()) : entries.put(entry.fid(), entry), entry);
        }
        for (HsmRequest request : delta.requests()) {
            requests.put(request);
            nextCookie = Math.max(nextCookie, request.cookie().value() + 1);
        }
        delta.forgotten().forEach(fid -> holdings.replace(entries.remove(fid), Entry.fresh(fid)));
        nextCookie = Math.max(nextCookie, delta.nextCookie());
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
