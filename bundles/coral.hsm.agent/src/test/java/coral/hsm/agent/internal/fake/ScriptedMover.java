// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.fake;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.hsm.model.Blob;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.Archiver;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.HealthProbe;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.mover.Remover;
import coral.hsm.mover.Restorer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A mover that does what a test wrote down for it, and well when nothing is written. */
public final class ScriptedMover implements Mover, Archiver, Restorer, Remover, HealthProbe {
    public static final String OBJECT = "object-";

    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    public final AtomicInteger closed = new AtomicInteger();
    public final AtomicInteger running = new AtomicInteger();
    public volatile @Nullable Problem offline;
    public volatile boolean probeHangs;
    private final Queue<Step> script = new ArrayDeque<>();

    /** One call's doing. */
    public interface Step {
        Outcome run(MoverAction action) throws InterruptedException;
    }

    /** Adds what the next call does that has nothing written yet. */
    public synchronized void then(Step step) {
        script.add(step);
    }

    public void failing(Errno errno, int times) {
        for (int i = 0; i < times; i++) {
            then(action -> new Outcome.Failed(errno, "scripted"));
        }
    }

    /** A step that ends when the token is cancelled, or by an interrupt when it does not look at the token. */
    public static Outcome untilStopped(MoverAction action, boolean heedsToken) throws InterruptedException {
        while (!(heedsToken && action.cancel().isCancelled())) {
            Thread.sleep(1);
        }
        return new Outcome.Canceled();
    }

    @Override
    public Outcome archive(MoverAction action, DataFile source) throws InterruptedException {
        return call("archive", action, new Outcome.Done(7, Optional.of(object(action))));
    }

    @Override
    public Outcome restore(MoverAction action, DataFile target) throws InterruptedException {
        try {
            target.write(ByteBuffer.allocateDirect(1), 0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return call("restore", action, new Outcome.Done(7, Optional.empty()));
    }

    @Override
    public Outcome remove(MoverAction action) throws InterruptedException {
        return call(
                "remove " + action.object().map(ObjectRef::id).orElse("?"),
                action,
                new Outcome.Done(0, Optional.empty()));
    }

    @Override
    public Optional<Problem> offline() {
        while (probeHangs) {
            LockSupport.parkNanos(1_000_000);
        }
        return Optional.ofNullable(offline);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    public static ObjectRef object(MoverAction action) {
        return new ObjectRef(OBJECT + action.cookie().value(), Blob.EMPTY, "");
    }

    private Outcome call(String what, MoverAction action, Outcome well) throws InterruptedException {
        calls.add(what + " " + action.cookie().value());
        Step step;
        synchronized (this) {
            step = script.poll();
        }
        running.incrementAndGet();
        try {
            return step == null ? well : step.run(action);
        } finally {
            running.decrementAndGet();
        }
    }
}
