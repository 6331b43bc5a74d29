// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

class HeldServicesTest {
    private final Counting lender = new Counting();
    private final HeldServices<String> services = new HeldServices<>(lender);
    private final ServiceReference<String> one = reference(7);

    @Test
    void service_isGotOnce_andGivenBackOnce() {
        assertThat(services.add(one)).isEqualTo(7);
        assertThat(lender.lent).isZero();

        assertThat(services.get(one)).isEqualTo("service 7");
        assertThat(services.get(one)).isEqualTo("service 7");
        assertThat(lender.lent).isEqualTo(1);

        assertThat(services.remove(one)).isEqualTo(7);
        assertThat(lender.lent).isZero();
        services.remove(one);
        assertThat(lender.lent).isZero();
    }

    @Test
    void service_thatGoesWhileItIsGot_isGivenBack() {
        services.add(one);
        lender.onLend.add(() -> services.remove(one));

        assertThat(services.get(one)).isNull();
        assertThat(lender.lent).isZero();
    }

    @Test
    void service_thatTwoGetAtOnce_isHeldOnce() {
        services.add(one);
        lender.onLend.add(() -> assertThat(services.get(one)).isNotNull());

        assertThat(services.get(one)).isNotNull();
        assertThat(lender.lent).isEqualTo(1);
    }

    @Test
    void service_thatWasNeverUsed_isNotGivenBack() {
        services.add(one);
        services.remove(one);

        assertThat(lender.lent).isZero();
    }

    @Test
    void service_thatCannotBeGot_isNone() {
        services.add(one);
        lender.empty = true;

        assertThat(services.get(one)).isNull();
        services.remove(one);
        assertThat(lender.lent).isZero();
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<String> reference(long id) {
        return (ServiceReference<String>) Proxy.newProxyInstance(
                HeldServicesTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getProperty") && arguments[0].equals(Constants.SERVICE_ID)
                                ? id
                                : null);
    }

    /** Counts as the framework does. */
    private static final class Counting implements HeldServices.Lender<String> {
        private final List<Runnable> onLend = new ArrayList<>();
        private int lent;
        private boolean empty;

        @Override
        public @Nullable String lend(ServiceReference<String> reference) {
            if (empty) {
                return null;
            }
            lent++;
            if (!onLend.isEmpty()) {
                onLend.remove(0).run();
            }
            return "service " + HeldServices.id(reference);
        }

        @Override
        public void takeBack(ServiceReference<String> reference) {
            lent--;
        }
    }
}
