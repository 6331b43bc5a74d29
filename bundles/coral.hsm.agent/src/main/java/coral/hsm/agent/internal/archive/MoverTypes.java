// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.archive;

import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.problem.ArchiveProblems;
import coral.hsm.mover.MoverType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The mover types that are here now. Safe for use by many threads. */
public final class MoverTypes {
    private final List<MoverType> types = new CopyOnWriteArrayList<>();

    /** Takes one in; of two with one name the first serves. */
    public void add(MoverType type) {
        types.add(type);
    }

    /** Forgets one. */
    public void remove(MoverType type) {
        types.remove(type);
    }

    /** All of them. */
    public List<MoverType> all() {
        return List.copyOf(types);
    }

    /** The type of this name; empty when it is not here. */
    public Optional<MoverType> find(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The type of this name. */
    MoverType require(String name) throws ProblemException {
        Optional<MoverType> type = find(name);
        if (type.isEmpty()) {
            List<String> known = types.stream().map(MoverType::name).distinct().toList();
            throw ArchiveProblems.unknownType(name, known).exception();
        }
        return type.get();
    }
}
