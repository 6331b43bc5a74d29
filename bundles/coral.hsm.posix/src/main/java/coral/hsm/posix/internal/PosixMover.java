// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.task.Workers;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.Archiver;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.HealthProbe;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import coral.hsm.mover.Remover;
import coral.hsm.mover.Restorer;
import coral.hsm.pipeline.CopyEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps copies as files beneath a directory. Safe for use by many threads. */
final class PosixMover implements Mover, Archiver, Restorer, Remover, HealthProbe {
    private static final Logger LOG = LoggerFactory.getLogger(PosixMover.class);
    private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final PosixMeter meter;
    private final ArchivePlace place;
    private final CopyEngine engine;
    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final ObjectRemover remover;
    private final ScheduledExecutorService timer;

    PosixMover(ArchiveConfig config, PosixOptions options, PosixMeter meter, InstantSource clock) {
        this.meter = meter;
        String name = "coral-posix-" + config.id();
        place = new ArchivePlace(options.root(), config.uuid());
        engine = new CopyEngine(name, config.threads());
        writer = new ObjectWriter(place, options.further(), engine, meter, clock);
        reader = new ObjectReader(place, engine);
        remover = new ObjectRemover(place);
        timer = Workers.timer(name + "-sweep");
        StagingSweeper sweeper = new StagingSweeper(place, writer.inFlight(), clock);
        var unused = timer.scheduleWithFixedDelay(sweeper, 0, SWEEP_INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public Outcome archive(MoverAction action, DataFile source) throws InterruptedException {
        return meter.wrote(writer.archive(action, source));
    }

    @Override
    public Outcome restore(MoverAction action, DataFile target) throws InterruptedException {
        Optional<ObjectId> id = id(action);
        if (id.isEmpty()) {
            return refused("restore", action);
        }
        return meter.read(
                reader.restore(action, id.get(), action.object().orElseThrow().hash(), target));
    }

    @Override
    public Outcome remove(MoverAction action) throws InterruptedException {
        Optional<ObjectId> id = id(action);
        return id.isEmpty() ? refused("remove", action) : meter.removed(remover.remove(id.get()));
    }

    @Override
    public Optional<Problem> offline() {
        return place.offline();
    }

    @Override
    public void close() {
        if (!Workers.stop(timer, STOP_LIMIT)) {
            LOG.warn("The sweep of {} still ran {} after its stop", place.root(), STOP_LIMIT);
        }
        engine.close();
    }

    private static Optional<ObjectId> id(MoverAction action) {
        return action.object().map(ObjectRef::id).flatMap(ObjectId::parse);
    }

    private static Outcome refused(String verb, MoverAction action) {
        String given =
                action.object().map(o -> "'" + Names.printable(o.id()) + "'").orElse("none");
        String text = given.length() > 100 ? given.substring(0, 100) + "…" : given;
        return new Outcome.Failed(
                Errno.EINVAL,
                verb + " of " + action.fid() + ": object id is " + text + "; allowed is " + ObjectId.ALLOWED);
    }
}
