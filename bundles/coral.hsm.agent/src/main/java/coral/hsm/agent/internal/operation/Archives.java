// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.caller.Caller;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.archive.ArchiveDraft;
import coral.hsm.agent.internal.node.Agent;
import coral.hsm.agent.internal.problem.ArchiveProblems;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The archives' configuration as people see and change it. Immutable; safe for use by many threads. */
public record Archives(FileSystems fileSystems, Agent agent) {
    /** Most workers that an archive may have. */
    public static final int MOST_THREADS = 256;

    private static final String CHANGE = "change archives";
    private static final int PAGE = 1000;

    /** All by id; {@link #problem} says why there are none when they cannot be read. */
    public List<ArchiveLine> lines() {
        return agent.registry().entries().stream().map(ArchiveLine::of).toList();
    }

    /** Why the recorded archives cannot be used. */
    public Optional<coral.core.problem.Problem> problem() {
        return agent.registry().problem();
    }

    /**
     * Adds one; durable when it returns.
     *
     * @return false when it was there already, configured the same
     */
    public boolean add(Caller caller, ArchiveDraft draft, boolean dryRun) throws ProblemException {
        Rights.requireOwner(caller, CHANGE);
        return agent.registry().add(draft, dryRun);
    }

    /** Changes keys of one; the others stay. Durable when it returns. */
    public void set(Caller caller, ArchiveId id, OptionalInt threads, Map<String, String> options, boolean dryRun)
            throws ProblemException {
        Rights.requireOwner(caller, CHANGE);
        agent.registry().set(id, threads, options, dryRun);
    }

    /** Forgets one that no live request needs; what lies in its place stays. Durable when it returns. */
    public void remove(Caller caller, ArchiveId id, boolean dryRun) throws ProblemException {
        Rights.requireOwner(caller, CHANGE);
        for (HsmFileSystem fileSystem : fileSystems.all()) {
            Optional<HsmRequest> live = live(fileSystem, id);
            if (live.isPresent()) {
                String cookie = live.get().cookie().toString();
                throw ArchiveProblems.inUse(id.toString(), cookie, fileSystem.name())
                        .exception();
            }
        }
        agent.registry().remove(id, dryRun);
    }

    private static Optional<HsmRequest> live(HsmFileSystem fileSystem, ArchiveId archive) {
        List<HsmRequest> page = fileSystem.requests().list(new Cookie(1), false, PAGE);
        while (!page.isEmpty()) {
            Optional<HsmRequest> live = page.stream()
                    .filter(request -> request.archiveId().equals(archive))
                    .findFirst();
            if (live.isPresent()) {
                return live;
            }
            long last = page.get(page.size() - 1).cookie().value();
            page = fileSystem.requests().list(new Cookie(last + 1), false, PAGE);
        }
        return Optional.empty();
    }

    /** Refuses an archive that is named in a request and is not there. */
    public void requireKnown(ArchiveId named) throws ProblemException {
        List<ArchiveId> known =
                agent.archives().stream().map(a -> a.config().id()).toList();
        if (!named.equals(ArchiveId.ANY) && !known.contains(named)) {
            throw ArchiveProblems.noSuchArchive(
                            named.toString(),
                            known.stream().map(ArchiveId::toString).toList())
                    .exception();
        }
    }
}
