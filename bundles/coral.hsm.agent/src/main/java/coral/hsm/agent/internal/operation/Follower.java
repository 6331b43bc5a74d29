// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;

/** Goes on with requests that are live, instead of telling that they are. For one thread. */
public interface Follower {
    /** Takes a request in; may wait for others. */
    void add(Target target, HsmAction action, Cookie cookie) throws InterruptedException;

    /** Waits for all. */
    void finish() throws InterruptedException;
}
