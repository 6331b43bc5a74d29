// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Handler;
import coral.hsm.agent.internal.problem.HsmProblems;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many calls of handlers that may take long are under way, so that a device that hangs does not take all
 * threads of HTTP with it. Safe for use by many threads.
 */
final class Turns {
    private final Semaphore turns;

    Turns(int most) {
        turns = new Semaphore(most);
    }

    /** The same handler, which refuses at once when there are as many already. */
    Handler bound(Handler handler) {
        return request -> {
            if (!turns.tryAcquire()) {
                throw HsmProblems.busy().exception();
            }
            try {
                return handler.handle(request);
            } finally {
                turns.release();
            }
        };
    }
}
