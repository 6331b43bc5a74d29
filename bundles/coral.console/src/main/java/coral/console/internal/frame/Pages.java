// SPDX-License-Identifier: Apache-2.0
package coral.console.internal.frame;

import coral.core.http.Page;
import coral.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages that are there now; each comes and goes with its service. Safe for use by many threads. */
@Component(service = Pages.class)
public final class Pages {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    // In the order they came: of two with one id the first is shown, and the other once that is gone.
    private final Map<Page, ShownPage> there = new LinkedHashMap<>();

    /** Made by the component runtime. */
    @Activate
    public Pages() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(Page page, ServiceReference<Page> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle != null) {
            String stamp = Long.toHexString(bundle.getLastModified()) + "-" + bundle.getBundleId();
            add(page, stamp, bundle::getEntry);
        }
    }

    void unbind(Page page) {
        synchronized (there) {
            there.remove(page);
        }
    }

    /** Shows a page, or says in the log why it cannot be shown: the others are not to suffer from it. */
    void add(Page page, String stamp, ShownPage.Files bundle) {
        try {
            ShownPage shown = ShownPage.of(page, stamp, bundle);
            synchronized (there) {
                if (there.values().stream().anyMatch(other -> other.id().equals(shown.id()))) {
                    LOG.warn("CORAL-CONSOLE-003: {} waits: another page has the id '{}'", page.getClass(), shown.id());
                }
                there.put(page, shown);
            }
        } catch (ProblemException e) {
            LOG.warn(
                    "{}: {}: {}",
                    e.problem().code(),
                    page.getClass(),
                    e.problem().message());
        } catch (RuntimeException e) {
            LOG.warn("CORAL-CONSOLE-002: a page is not shown: {} failed", page.getClass(), e);
        }
    }

    /** All, in the order of the navigation. */
    List<ShownPage> all() {
        Map<String, ShownPage> byId = new LinkedHashMap<>();
        synchronized (there) {
            there.values().forEach(page -> byId.putIfAbsent(page.id(), page));
        }
        List<ShownPage> sorted = new ArrayList<>(byId.values());
        sorted.sort(Comparator.comparingInt(ShownPage::order).thenComparing(ShownPage::id));
        return List.copyOf(sorted);
    }

    /** The page at this address; none once its bundle is another. */
    Optional<ShownPage> at(String id, String stamp) {
        return all().stream()
                .filter(page -> page.id().equals(id) && page.stamp().equals(stamp))
                .findFirst();
    }
}
