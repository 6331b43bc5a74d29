// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.problem.ProblemException;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverOption;
import coral.hsm.mover.MoverType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The mover type {@code posix}: an archive is a directory. Safe for use by many threads. */
@Component(service = MoverType.class)
public final class PosixMoverType implements MoverType {
    private final PosixMetrics metrics;
    private final InstantSource clock;

    /** Made by the component runtime. */
    @Activate
    public PosixMoverType(@Reference PosixMetrics metrics) {
        this(metrics, InstantSource.system());
    }

    PosixMoverType(PosixMetrics metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "posix";
    }

    @Override
    public List<MoverOption> options() {
        return PosixOptions.KEYS;
    }

    @Override
    public void prepare(ArchiveConfig config) throws ProblemException {
        PosixOptions options = PosixOptions.of(config);
        new Preparation(new ArchivePlace(options.root(), config.uuid())).run();
    }

    @Override
    public Optional<String> owner(ArchiveConfig config) throws ProblemException {
        PosixOptions options = PosixOptions.of(config);
        return new Preparation(new ArchivePlace(options.root(), config.uuid())).owner();
    }

    @Override
    public Mover open(ArchiveConfig config) throws ProblemException {
        return new PosixMover(config, PosixOptions.of(config), metrics.of(config.id()), clock);
    }
}
