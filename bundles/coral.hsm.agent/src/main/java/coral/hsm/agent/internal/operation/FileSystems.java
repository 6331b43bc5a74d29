// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.caller.Caller;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.problem.HsmProblems;
import coral.hsm.filesystem.HsmFile;
import coral.hsm.filesystem.HsmFileSystem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    public void bind(HsmFileSystem fileSystem) {
        fileSystems.add(fileSystem);
    }

    /** One goes. */
    public void unbind(HsmFileSystem fileSystem) {
        fileSystems.remove(fileSystem);
    }

    /** All of them, by name. */
    public List<HsmFileSystem> all() {
        return fileSystems.stream()
                .sorted(Comparator.comparing(HsmFileSystem::name))
                .toList();
    }

    /**
     * The file that an absolute path names, looked up with the caller's rights.
     *
     * @param shown the path as typed
     * @throws ProblemException when it is in no file system, or no regular file that the caller can reach
     */
    public Target find(Caller caller, String absolute, String shown) throws ProblemException {
        List<HsmFileSystem> all = all();
        for (HsmFileSystem fileSystem : all) {
            Optional<HsmFile> file = fileSystem.find(caller, absolute);
            if (file.isPresent()) {
                return new Target(shown, fileSystem, file.get());
            }
        }
        throw HsmProblems.outside(shown, all.stream().map(HsmFileSystem::root).toList())
                .exception();
    }

    /** The one of this name. */
    public HsmFileSystem named(String name) throws ProblemException {
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
