// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * What became of one file. Immutable.
 *
 * @param stamp the content that was dealt with
 * @param sha256 of that content; empty when it could not be read
 * @param bundle what runs by the file; of a refused content the bundle of the one before
 * @param refusal why this content was not installed
 * @param failure what the last try to start it said
 * @param tried whether it was tried to start it
 */
record Dropped(
        DeployFolder.Stamp stamp,
        String sha256,
        @Nullable Bundle bundle,
        @Nullable Problem refusal,
        @Nullable String failure,
        boolean tried) {
    Dropped tried(@Nullable String why) {
        return new Dropped(stamp, sha256, bundle, refusal, why, true);
    }
}
