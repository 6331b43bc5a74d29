// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.problem.HsmProblems;
import coral.hsm.filesystem.HsmFileSystem;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The HSM file systems that are here now. Safe for use by many threads. */
@Component(service = FileSystems.class)
public final class FileSystems {
    private final List<HsmFileSystem> fileSystems = new CopyOnWriteArrayList<>();

    /** One comes. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(HsmFileSystem fileSystem) {
        fileSystems.add(fileSystem);
    }

    /** One goes. */
    void unbind(HsmFileSystem fileSystem) {
        fileSystems.remove(fileSystem);
    }

    /** All of them, by name. */
    List<HsmFileSystem> all() {
        return fileSystems.stream()
                .sorted(Comparator.comparing(HsmFileSystem::name))
                .toList();
    }

    /** The one of this name. */
    HsmFileSystem named(String name) throws ProblemException {
        for (HsmFileSystem fileSystem : fileSystems) {
            if (fileSystem.name().equals(name)) {
                return fileSystem;
            }
        }
        throw HsmProblems.noFileSystem(
                        name, all().stream().map(HsmFileSystem::name).toList())
                .exception();
    }
}
