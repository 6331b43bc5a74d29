// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import coral.core.task.CancelToken;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs commands on hosts and copies files, many hosts at once. The host that this node runs on is not asked over SSH.
 * Connections are kept for a while and used again. Safe for use by many threads.
 *
 * <p>The host's key must be known, its command gets no terminal, and a login shell that is a POSIX shell is assumed.
 * When {@code cancel} is cancelled, a deadline passes or the calling thread is interrupted, what runs is sent SIGTERM
 * and after a second SIGKILL, with its process group. What has left that group, such as a daemon, is not ours to end.
 */
@ProviderType
public interface RemoteHosts {
    /** Limits of the configuration. */
    RunLimits limits();

    /**
     * Runs the command on all hosts; blocks until each has a result.
     *
     * @return in the order of the hosts
     * @throws InterruptedException if the calling thread was interrupted; nothing is left running then
     */
    List<HostResult> run(
            List<Host> hosts, RemoteCommand command, RunLimits limits, CancelToken cancel, HostProgress progress)
            throws InterruptedException;

    /**
     * Copies a file or directory to all hosts. Written under another name beside {@code target}, compared by SHA-256,
     * synced, renamed, the directory synced: after a crash {@code target} is the old or the new one. Permissions are
     * kept, owners are not. A file replaces a file; a directory needs a new name.
     *
     * @param source absolute path here
     * @param target absolute path there
     */
    List<CopyResult> send(
            List<Host> hosts, String source, String target, RunLimits limits, CancelToken cancel, HostProgress progress)
            throws InterruptedException;

    /**
     * Copies a file or directory from all hosts, each to {@code directory/<last part of source>.<host name>}, as
     * {@link #send} does.
     *
     * @param source absolute path there
     * @param directory absolute path of a directory here
     */
    List<CopyResult> fetch(
            List<Host> hosts,
            String source,
            String directory,
            RunLimits limits,
            CancelToken cancel,
            HostProgress progress)
            throws InterruptedException;
}
