// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.calls;

import coral.core.task.Workers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks many others at once and waits a bounded time for all together. One that hangs costs a thread and nothing else:
 * while it has not answered it is not asked again, and whoever asks meanwhile gets the answer that is under way. Safe
 * for use by many threads.
 *
 * @param <K> who is asked
 * @param <T> what is answered
 */
public final class BoundedCalls<K, T> implements AutoCloseable {
    private static final int MOST_THREADS = 64;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final Map<K, CompletableFuture<T>> running = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    /** @param name of the threads, which are there while there is something to ask */
    public BoundedCalls(String name) {
        threads = Workers.onDemand(name, MOST_THREADS);
    }

    /** Asks all and waits at most {@code limit}; in the order of the questions. */
    public Map<K, Answer<T>> ask(Map<K, Callable<T>> questions, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Map<K, CompletableFuture<T>> asked = new LinkedHashMap<>();
        questions.forEach((who, question) -> asked.put(who, running.computeIfAbsent(who, k -> begin(k, question))));
        Map<K, Answer<T>> answers = new LinkedHashMap<>();
        for (Map.Entry<K, CompletableFuture<T>> one : asked.entrySet()) {
            answers.put(one.getKey(), await(one.getValue(), end - System.nanoTime()));
            if (one.getValue().isDone()) {
                running.remove(one.getKey(), one.getValue());
            }
        }
        return answers;
    }

    private CompletableFuture<T> begin(K who, Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    answer.complete(question.call());
                } catch (Throwable e) { // Also errors: of a bundle that was taken away, say.
                    answer.completeExceptionally(e);
                } finally {
                    running.remove(who, answer);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private static <T> Answer<T> await(CompletableFuture<T> answer, long nanos) throws InterruptedException {
        try {
            return new Answer.Given<>(answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            return new Answer.Failed<>(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return new Answer.Late<>();
        }
    }

    /** Interrupts what is still asked. */
    @Override
    public void close() {
        boolean unused = Workers.stop(threads, STOP_LIMIT);
    }
}
