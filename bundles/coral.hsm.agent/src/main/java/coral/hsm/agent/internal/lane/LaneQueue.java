// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.lane;

import coral.hsm.source.Demand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The actions that wait for a worker of one archive: restores first, bounded, with a place in the queue and, where there
 * are two workers or more, a worker that only restores may take. Workers for small files come on top. Safe for use by
 * many threads.
 */
final class LaneQueue {
    private static final int RESTORE_PLACES = 1;

    private final int places;
    private final int mostOthersRunning;
    private final Deque<Assignment> restores = new ArrayDeque<>();
    private final Deque<Assignment> others = new ArrayDeque<>();
    private int othersRunning;
    private int told;

    /**
     * An empty queue.
     *
     * @param threads workers that take anything
     * @param small further workers, for small files
     */
    LaneQueue(int threads, int small) {
        places = 2 * (threads + small);
        mostOthersRunning = Math.max(1, threads - 1);
        told = places;
    }

    /** Free places, as told to a source. */
    synchronized Demand.Slots free() {
        told = freePlaces();
        return new Demand.Slots(Math.max(0, places + RESTORE_PLACES - waiting() - told), told);
    }

    /** Takes an action in. False when there is no place for it. */
    synchronized boolean offer(Assignment assignment) {
        int limit = assignment.isRestore() ? places + RESTORE_PLACES : places;
        if (waiting() >= limit) {
            return false;
        }
        (assignment.isRestore() ? restores : others).add(assignment);
        notifyAll();
        return true;
    }

    /** Waits for the next action that may run now; {@link #ended} must follow. */
    synchronized Assignment take() throws InterruptedException {
        while (true) {
            if (!restores.isEmpty()) {
                return restores.remove();
            }
            if (!others.isEmpty() && othersRunning < mostOthersRunning) {
                othersRunning++;
                return others.remove();
            }
            wait();
        }
    }

    /** The next action on a small file, for a worker on top of the others; empty when none waits. */
    synchronized Optional<Assignment> pollSmall() {
        return Stream.of(restores, others).flatMap(this::takeSmall).findFirst();
    }

    private Stream<Assignment> takeSmall(Deque<Assignment> from) {
        Optional<Assignment> small = from.stream().filter(Assignment::isSmall).findFirst();
        small.ifPresent(from::remove);
        return small.stream();
    }

    /** An action that {@link #take} gave runs no longer. */
    synchronized void ended(Assignment assignment) {
        if (!assignment.isRestore()) {
            othersRunning--;
            notifyAll();
        }
    }

    /** Whether a source should be asked anew: far more is free than it was told. True once for each time that is so. */
    synchronized boolean hungry() {
        int free = freePlaces();
        if (free - told < Math.max(1, places / 2)) {
            return false;
        }
        told = free;
        return true;
    }

    /** Takes out all that {@code which} holds for. */
    synchronized List<Assignment> drain(Predicate<Assignment> which) {
        List<Assignment> drained = new ArrayList<>();
        restores.stream().filter(which).forEach(drained::add);
        others.stream().filter(which).forEach(drained::add);
        restores.removeAll(drained);
        others.removeAll(drained);
        return drained;
    }

    synchronized int waiting() {
        return restores.size() + others.size();
    }

    private int freePlaces() {
        return Math.max(0, places - waiting());
    }
}
