// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import coral.core.problem.ProblemException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The cluster that this node is part of, read from {@code clownfish.conf}. A service of coral.core. Safe for use by many
 * threads.
 */
@ProviderType
public interface ClusterConfiguration {
    /**
     * The cluster as the last good file has it; {@link Cluster#NONE} before the first look and where there is no file.
     * Never blocks. What is returned never changes: ask again for what is so later.
     */
    Cluster current();

    /**
     * Counts the clusters that were in use, from 0 for none read yet: a cheap way to see that {@link #current} changed.
     * Read it before {@code current}, not after.
     */
    long generation();

    /**
     * Reads the file now and waits for it; what changed. The file is also read without this call, once it has changed
     * and is at rest. Repeatable.
     *
     * @return empty if nothing changed
     * @throws ProblemException if the file is wrong or cannot be read; the cluster in use stays as it was
     */
    List<ClusterChange> reload() throws ProblemException;
}
