// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.health;

import java.util.List;
import org.apache.felix.hc.api.Result;

/**
 * What a health check found. Immutable.
 *
 * @param name of the check
 * @param tags by which it is chosen
 * @param status the worst that it found
 * @param messages what is wrong and what to do next; what it looked at when nothing is
 */
public record Checked(String name, List<String> tags, Result.Status status, List<String> messages) {
    /** Copies the lists. */
    public Checked {
        tags = List.copyOf(tags);
        messages = List.copyOf(messages);
    }

    /** The worst status of all; OK for none. */
    public static Result.Status worst(List<Checked> all) {
        return all.stream().map(Checked::status).max(Result.Status::compareTo).orElse(Result.Status.OK);
    }
}
