// SPDX-License-Identifier: Apache-2.0
package coral.hsm.filesystem;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** A coordinator as people see it. Safe for use by many threads. */
@ConsumerType
public interface HsmRequests {
    /**
     * Asks for one action on each file. Every item has a result of its own, in the order asked; one that is refused
     * does not hinder the others. Accepted requests are durable when it returns. Files that need nothing (archive of a
     * clean file, restore of one that is not released) are not recorded; a second request for the same running action
     * joins the first. Does not wait for the action itself.
     *
     * @param order what to do with which files, 1 or more
     */
    List<Submission> submit(Caller caller, Order order);

    /** The request with this cookie, also for a bounded time after it has ended; empty when unknown. */
    Optional<HsmRequest> request(Cookie cookie);

    /** The request that is not final and concerns the file; empty when there is none. */
    Optional<HsmRequest> current(Fid fid);

    /**
     * Requests in the order of their cookies.
     *
     * @param from the least cookie wanted; for the first page {@code new Cookie(1)}
     * @param finalToo whether those that have ended are wanted as well
     * @param limit at most so many, 1 to 10,000
     */
    List<HsmRequest> list(Cookie from, boolean finalToo, int limit);

    /** How many requests are in which state. */
    Counts counts();

    /**
     * Waits until the request has ended, at most {@code limit}.
     *
     * @return the request as it is then, which may not be final; empty when the cookie is unknown
     * @throws InterruptedException when interrupted; the request goes on
     */
    Optional<HsmRequest> await(Cookie cookie, Duration limit) throws InterruptedException;

    /**
     * Numbers of requests.
     *
     * @param waiting accepted and given to no agent yet
     * @param started given to an agent
     * @param succeeded ended well since the node's start
     * @param failed ended badly since the node's start
     * @param canceled given up since the node's start
     */
    record Counts(long waiting, long started, long succeeded, long failed, long canceled) {}
}
