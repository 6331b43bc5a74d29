// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.ApiRequest;
import coral.hsm.agent.internal.operation.Archives;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the bodies of requests have in common. */
final class Bodies {
    static final long MOST_ID = 0xFFFFFFFFL;
    private static final int MOST_KEYS = 100;

    private Bodies() {}

    /** Whether the query or the body says that nothing is to be changed. */
    static boolean isDry(ApiRequest request, @Nullable Boolean inBody) {
        return request.isDryRun() || Boolean.TRUE.equals(inBody);
    }

    static void checkId(@Nullable Long id) {
        if (id != null && (id < 1 || id > MOST_ID)) {
            throw new IllegalArgumentException("archive id is " + id + "; allowed is 1 to " + MOST_ID);
        }
    }

    static void checkThreads(@Nullable Integer threads) {
        if (threads != null && (threads < 1 || threads > Archives.MOST_THREADS)) {
            throw new IllegalArgumentException("threads is " + threads + "; allowed is 1 to " + Archives.MOST_THREADS);
        }
    }

    static Map<String, String> options(@Nullable Map<String, String> given) {
        if (given == null) {
            return Map.of();
        }
        if (given.size() > MOST_KEYS || given.values().stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("options has more than " + MOST_KEYS + " keys, or one without a value");
        }
        return Map.copyOf(given);
    }
}
