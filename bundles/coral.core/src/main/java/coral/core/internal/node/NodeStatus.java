// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.node;

import coral.core.http.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code coral status} shows.
 *
 * @param home folder of configuration, data and logs; empty if the node has none
 * @param socket path of the Unix socket; empty if the node has none
 * @param http URLs that the node serves HTTP at
 * @param httpProblem why it does not serve all of those that it should; null if it does
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
        List<String> http,
        @Field(optional = true) @Nullable String httpProblem,
        List<InactiveBundle> bundlesNotActive,
        List<String> componentsWaiting,
        List<String> unfinished) {
    /** A bundle that does not run, and its state. */
    public record InactiveBundle(String name, String version, String state) {}
}
