// SPDX-License-Identifier: Apache-2.0
package coral.hsm.filesystem;

import coral.core.caller.Caller;
import coral.core.problem.ProblemException;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One file system whose files can be archived: a service for as long as the file system can be used. Safe for use by
 * many threads.
 */
@ConsumerType
public interface HsmFileSystem {
    /** Name by which people tell file systems apart; unique on a node, 1 to 32 of {@code a-z A-Z 0-9 _ -}. */
    String name();

    /** Absolute path of its root, decoded by {@link coral.core.posix.Names}. */
    String root();

    /**
     * Finds the file that {@code path} names, with the caller's rights: a person learns nothing of files that the
     * person cannot reach. Symbolic links before the last component are followed, the last one is not.
     *
     * @param path absolute, decoded by {@link coral.core.posix.Names}
     * @return empty when the path lies outside this file system
     * @throws ProblemException when it lies inside and there is no such file (ENOENT), it is no regular file (EISDIR,
     *     EINVAL) or the caller may not reach it (EACCES)
     */
    Optional<HsmFile> find(Caller caller, String path) throws ProblemException;

    /** States of files: read, set, release. */
    HsmFiles files();

    /** Requests: submit, look at, cancel. */
    HsmRequests requests();
}
