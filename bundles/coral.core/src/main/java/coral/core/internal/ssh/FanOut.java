// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.ssh.Host;
import coral.core.ssh.HostProgress;
import coral.core.ssh.RunLimits;
import coral.core.task.CancelToken;
import coral.core.task.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Does the same on many hosts, so many at once. The calling thread watches the deadlines; a host that does not even end
 * when it is stopped gets its result all the same, and its thread ends when the system lets it go.
 *
 * @param <R> the result of a host
 */
final class FanOut<R> {
    private static final long LOOK_MILLIS = 100;
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final RunLimits limits;
    private final CancelToken cancel;
    private final HostProgress progress;
    private final Work<R> work;
    private final BlockingQueue<Done<R>> done = new LinkedBlockingQueue<>();
    private final Map<Integer, Attempt> active = new ConcurrentHashMap<>();
    private final Map<Integer, Long> stoppedAt = new TreeMap<>();
    private final Map<Integer, R> results = new TreeMap<>();
    private final AtomicReference<@Nullable StopReason> ending = new AtomicReference<>();

    /** What is done on one host. */
    interface Work<R> {
        /** The result; ends soon after the attempt was stopped. Never throws. */
        R on(Attempt attempt);

        /** The result of one that was not begun or did not end. */
        R unfinished(Host host, StopReason reason, boolean begun, Duration took);
    }

    private record Done<R>(int index, R result) {}

    FanOut(RunLimits limits, CancelToken cancel, HostProgress progress, Work<R> work) {
        this.limits = limits;
        this.cancel = cancel;
        this.progress = progress;
        this.work = work;
    }

    /** Blocks until each host has a result; in the order of the hosts. */
    List<R> run(List<Host> hosts) throws InterruptedException {
        if (hosts.isEmpty()) {
            return List.of();
        }
        ExecutorService threads =
                Workers.pool("coral-core-host", Math.min(limits.fanOut(), hosts.size()), hosts.size());
        long end = System.nanoTime() + limits.overall().toNanos();
        try {
            for (int i = 0; i < hosts.size(); i++) {
                int index = i;
                threads.execute(() -> one(index, hosts.get(index)));
            }
            if (collect(hosts, end)) {
                throw new InterruptedException("what ran on hosts was ended");
            }
        } finally {
            threads.shutdown();
        }
        return new ArrayList<>(results.values());
    }

    private void one(int index, Host host) {
        Attempt attempt = new Attempt(host, limits.connect(), limits.perHost());
        active.put(index, attempt);
        StopReason reason = ending.get();
        R result;
        if (reason != null) {
            result = work.unfinished(host, reason, false, Duration.ZERO);
        } else {
            progress.begun(host);
            result = work.on(attempt);
            progress.ended(host);
        }
        // In this order: who is not active has a result.
        done.add(new Done<>(index, result));
        active.remove(index);
    }

    /** Until each has a result; whether the thread was interrupted, which ends all that runs. */
    private boolean collect(List<Host> hosts, long end) {
        boolean interrupted = false;
        while (results.size() < hosts.size()) {
            try {
                take(done.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                interrupted = true;
                stopAll(StopReason.CANCELLED);
            }
            long now = System.nanoTime();
            if (cancel.isCancelled()) {
                stopAll(StopReason.CANCELLED);
            } else if (now - end >= 0) {
                stopAll(StopReason.OVERALL);
            }
            active.values().forEach(attempt -> attempt.check(now));
            abandon(now);
            fillUp(hosts);
        }
        return interrupted;
    }

    private void take(@Nullable Done<R> first) {
        for (Done<R> one = first; one != null; one = done.poll()) {
            results.putIfAbsent(one.index(), one.result());
        }
    }

    private void stopAll(StopReason reason) {
        if (ending.compareAndSet(null, reason)) {
            active.values().forEach(attempt -> attempt.stop(reason));
        }
    }

    /** Of those that were stopped long ago and are still there. */
    private void abandon(long now) {
        for (Iterator<Map.Entry<Integer, Attempt>> all = active.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Integer, Attempt> one = all.next();
            Attempt attempt = one.getValue();
            if (attempt.stopped().isEmpty()) {
                continue;
            }
            long since = stoppedAt.computeIfAbsent(one.getKey(), k -> now);
            if (now - since > GRACE.toNanos() && !results.containsKey(one.getKey())) {
                attempt.abandon();
                StopReason reason = attempt.stopped().orElse(StopReason.CANCELLED);
                results.put(one.getKey(), work.unfinished(attempt.host(), reason, true, attempt.took()));
                progress.ended(attempt.host());
            }
        }
    }

    /** Where all is ending, those whose turn has not come have their result at once: threads may hang. */
    private void fillUp(List<Host> hosts) {
        StopReason reason = ending.get();
        if (reason == null) {
            return;
        }
        for (int i = 0; i < hosts.size(); i++) {
            if (!active.containsKey(i)
                    && !results.containsKey(i)
                    && done.stream().noneMatch(isOf(i))) {
                results.put(i, work.unfinished(hosts.get(i), reason, false, Duration.ZERO));
            }
        }
    }

    private static <R> java.util.function.Predicate<Done<R>> isOf(int index) {
        return one -> one.index() == index;
    }
}
