// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import java.time.Duration;

/**
 * What clients may take of the node.
 *
 * @param connections open at once, all users together
 * @param ofOneUser of those, for one user who is not root
 * @param keptForRoot of those, for root alone
 * @param request within which a client must have sent its request
 * @param write for which a client may leave output unread; long, since people read in pagers
 */
record Limits(int connections, int ofOneUser, int keptForRoot, Duration request, Duration write) {
    static final Limits USUAL = new Limits(64, 32, 8, Duration.ofSeconds(10), Duration.ofMinutes(30));
}
