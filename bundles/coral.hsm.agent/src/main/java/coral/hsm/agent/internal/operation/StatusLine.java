// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.http.Field;
import coral.hsm.agent.internal.node.Agent;
import coral.hsm.agent.internal.node.ArchiveStatus;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.filesystem.HsmRequests;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * File systems, archives and requests at a glance, in JSON. Immutable.
 *
 * @param unserved requests that wait for an archive nobody serves
 * @param problem why the archives are not known
 */
public record StatusLine(
        List<OfFileSystem> fileSystems,
        List<OfArchive> archives,
        List<Unserved> unserved,
        @Field(optional = true) FileLine.@Nullable ProblemLine problem) {
    /** As it is now. */
    public static StatusLine of(FileSystems fileSystems, Agent agent) {
        List<ArchiveStatus> archives = agent.archives();
        return new StatusLine(
                fileSystems.all().stream().map(OfFileSystem::of).toList(),
                archives.stream().map(OfArchive::of).toList(),
                Unserved.among(fileSystems.all(), archives),
                agent.registry().problem().map(FileLine.ProblemLine::of).orElse(null));
    }

    /** A file system with the numbers of its requests. */
    public record OfFileSystem(
            String name, String root, long waiting, long started, long succeeded, long failed, long canceled) {
        static OfFileSystem of(HsmFileSystem fileSystem) {
            HsmRequests.Counts n = fileSystem.requests().counts();
            return new OfFileSystem(
                    fileSystem.name(),
                    fileSystem.root(),
                    n.waiting(),
                    n.started(),
                    n.succeeded(),
                    n.failed(),
                    n.canceled());
        }
    }

    /** An archive with what became of its actions. */
    public record OfArchive(
            long id,
            String type,
            int threads,
            boolean online,
            @Field(optional = true) FileLine.@Nullable ProblemLine offline,
            int queued,
            long active,
            long done,
            long failed,
            Map<String, Long> failedByErrno,
            long canceled,
            long bytes,
            @Field(optional = true) @Nullable String lastError) {
        static OfArchive of(ArchiveStatus status) {
            Map<String, Long> failed = new TreeMap<>();
            status.counts().failed().forEach((errno, n) -> failed.put(errno.name(), n));
            return new OfArchive(
                    status.config().id().number(),
                    status.config().type(),
                    status.config().threads(),
                    status.offline().isEmpty(),
                    status.offline().map(FileLine.ProblemLine::of).orElse(null),
                    status.queued(),
                    status.counts().active(),
                    status.counts().done(),
                    status.counts().failures(),
                    failed,
                    status.counts().canceled(),
                    status.counts().bytes(),
                    status.counts().lastError().orElse(null));
        }
    }
}
