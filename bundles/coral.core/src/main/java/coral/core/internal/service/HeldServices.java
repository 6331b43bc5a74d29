// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.service;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Services that are got when they are first used and kept until they go: rooms start no earlier for being used, and a
 * component is not made anew for every use. Safe for use by many threads.
 *
 * @param <S> type of the services
 */
public final class HeldServices<S> {
    private final Lender<S> lender;
    private final Set<Long> known = ConcurrentHashMap.newKeySet();
    private final Map<Long, S> held = new ConcurrentHashMap<>();

    /** Where services come from; a bundle's context. */
    interface Lender<S> {
        @Nullable
        S lend(ServiceReference<S> reference);

        void takeBack(ServiceReference<S> reference);
    }

    /** Services that the bundle of this context uses. */
    public HeldServices(BundleContext context) {
        this(new Lender<>() {
            @Override
            public @Nullable S lend(ServiceReference<S> reference) {
                return context.getService(reference);
            }

            @Override
            public void takeBack(ServiceReference<S> reference) {
                context.ungetService(reference);
            }
        });
    }

    HeldServices(Lender<S> lender) {
        this.lender = lender;
    }

    /** The service's id, by which references are told apart. */
    public static long id(ServiceReference<?> reference) {
        return reference.getProperty(Constants.SERVICE_ID) instanceof Long number ? number : 0;
    }

    /** A service is there; it is not got yet. Returns its id. */
    public long add(ServiceReference<S> reference) {
        long id = id(reference);
        known.add(id);
        return id;
    }

    /** It goes, and is given back if it was got. Returns its id. */
    public long remove(ServiceReference<S> reference) {
        long id = id(reference);
        known.remove(id);
        giveBack(id, reference);
        return id;
    }

    /** The service; null when it has just gone. Without a lock: to get a service may make others that come here. */
    public @Nullable S get(ServiceReference<S> reference) {
        long id = id(reference);
        S before = held.get(id);
        if (before != null) {
            return before;
        }
        S got = lender.lend(reference);
        if (got != null && held.putIfAbsent(id, got) != null) {
            lender.takeBack(reference); // Another thread got it at the same time.
        }
        if (!known.contains(id)) {
            giveBack(id, reference);
            return null;
        }
        return got;
    }

    private void giveBack(long id, ServiceReference<S> reference) {
        if (held.remove(id) != null) {
            lender.takeBack(reference);
        }
    }
}
