// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.node;

import java.util.List;

/**
 * What {@code coral status} shows.
 *
 * @param home folder of configuration, data and logs; empty if the node has none
 * @param socket path of the Unix socket; empty if the node has none
 * @param bundlesNotActive bundles that should run and do not
 * @param componentsWaiting components of Coral that failed or miss something they need
 * @param unfinished what still goes on before the node is ready
 */
public record NodeStatus(
        long pid,
        String version,
        boolean ready,
        String home,
        String socket,
        List<InactiveBundle> bundlesNotActive,
        List<String> componentsWaiting,
        List<String> unfinished) {
    /** A bundle that does not run, and its state. */
    public record InactiveBundle(String name, String version, String state) {}
}
