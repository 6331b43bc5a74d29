// SPDX-License-Identifier: Apache-2.0
package coral.probe;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverOption;
import coral.hsm.mover.MoverType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** The mover type {@code slow}: so slow that its bundle can be taken away in the middle of a copy. */
@Component(service = MoverType.class)
public final class SlowMoverType implements MoverType {
    private static final String MARKER = ".slow";

    @Override
    public String name() {
        return "slow";
    }

    @Override
    public List<MoverOption> options() {
        return List.of(
                new MoverOption("root", "absolute path of a directory", Optional.empty()),
                new MoverOption("millis", "pause after each 64 KiB", Optional.of("50")));
    }

    @Override
    public void prepare(ArchiveConfig config) throws ProblemException {
        try {
            Files.writeString(marker(config), config.uuid());
        } catch (IOException e) {
            throw problem(e);
        }
    }

    @Override
    public Optional<String> owner(ArchiveConfig config) throws ProblemException {
        try {
            return Files.exists(marker(config)) ? Optional.of(Files.readString(marker(config))) : Optional.empty();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    @Override
    public Mover open(ArchiveConfig config) {
        return new SlowMover(root(config), Long.parseLong(config.options().getOrDefault("millis", "50")));
    }

    private static Path root(ArchiveConfig config) {
        return Path.of(config.options().getOrDefault("root", "/"));
    }

    private static Path marker(ArchiveConfig config) {
        return root(config).resolve(MARKER);
    }

    private static ProblemException problem(IOException cause) {
        return new ProblemException(Problem.of("CORAL-PROBE-002", Errno.EIO, cause.toString()), cause);
    }
}
