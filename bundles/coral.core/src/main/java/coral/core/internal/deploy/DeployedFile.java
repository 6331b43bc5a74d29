// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one file of deploy/ fares, as the commands show it. Immutable.
 *
 * @param file its name
 * @param state active, starting, waiting, unresolved, failed, refused, pending or ignored
 * @param well whether nothing needs to be done about it
 * @param bundle what runs, or would run, by it
 * @param sha256 of its content, where it could be read
 * @param reasons why it is not well, one line each
 * @param brings what it brought: commands and services
 */
record DeployedFile(
        String file,
        String state,
        boolean well,
        @Nullable Running bundle,
        String sha256,
        List<String> reasons,
        List<String> brings) {
    /** A bundle that is installed. */
    record Running(long id, String symbolicName, String version) {}

    /** Copies the lists. */
    DeployedFile {
        reasons = List.copyOf(reasons);
        brings = List.copyOf(brings);
    }
}
