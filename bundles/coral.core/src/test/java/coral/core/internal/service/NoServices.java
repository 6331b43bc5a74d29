// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.service;

import coral.core.internal.service.HeldServices.Lender;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/** For tests of what works with services, without any. */
public final class NoServices {
    private NoServices() {}

    /** None is ever there. */
    public static <S> HeldServices<S> held() {
        return new HeldServices<>(new Lender<S>() {
            @Override
            public @Nullable S lend(ServiceReference<S> reference) {
                return null;
            }

            @Override
            public void takeBack(ServiceReference<S> reference) {
                throw new IllegalStateException("nothing was lent");
            }
        });
    }
}
