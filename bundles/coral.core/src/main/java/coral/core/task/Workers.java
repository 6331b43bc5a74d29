// SPDX-License-Identifier: Apache-2.0
package coral.core.task;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes and stops executors: named daemon threads, bounded queues, a bounded stop. */
public final class Workers {
    private Workers() {}

    /**
     * A pool of exactly {@code threads} threads and a queue of {@code queued} tasks; more are refused with
     * {@link java.util.concurrent.RejectedExecutionException}.
     *
     * @param name thread names are {@code name-1}, {@code name-2}, …; by habit {@code coral-<room>-<job>}
     */
    public static ExecutorService pool(String name, int threads, int queued) {
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queued), threads(name));
    }

    /**
     * Threads that are made when a task finds none idle, {@code most} at once, and end after half a minute without work;
     * further tasks are refused with {@link java.util.concurrent.RejectedExecutionException}.
     */
    public static ExecutorService onDemand(String name, int most) {
        return new ThreadPoolExecutor(0, most, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads(name));
    }

    /** One thread for periodic work. A task that throws ends its schedule: catch inside. */
    public static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(threads(name));
    }

    /** Starts one daemon thread; its owner ends it by an interrupt. */
    public static Thread start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Interrupts every task and waits at most {@code limit}. True if all ended. */
    public static boolean stop(ExecutorService executor, Duration limit) {
        executor.shutdownNow();
        try {
            return executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
