// SPDX-License-Identifier: Apache-2.0
package sample.shelf;

import coral.core.problem.ProblemException;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverOption;
import coral.hsm.mover.MoverType;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** The mover type {@code shelf}: objects are files of one flat directory. */
@Component
public final class ShelfMoverType implements MoverType {
    @Override
    public String name() {
        return "shelf";
    }

    @Override
    public List<MoverOption> options() {
        return List.of(new MoverOption("root", "absolute path of a directory, empty at first", Optional.empty()));
    }

    @Override
    public void prepare(ArchiveConfig config) throws ProblemException {
        Shelf.of(config).prepare();
    }

    @Override
    public Optional<String> owner(ArchiveConfig config) throws ProblemException {
        return Shelf.of(config).owner();
    }

    @Override
    public Mover open(ArchiveConfig config) throws ProblemException {
        return new ShelfMover(Shelf.of(config), config.id(), config.threads());
    }
}
