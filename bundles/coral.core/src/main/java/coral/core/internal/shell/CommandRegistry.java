// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.internal.service.HeldServices;
import coral.core.shell.Command;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that are registered now. Safe for use by many threads.
 *
 * <p>Holds references and gets a service when it is first used: rooms start no earlier for having a command, and a
 * command may itself need this registry.
 */
@Component(service = CommandRegistry.class)
public final class CommandRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRegistry.class);
    private static final Comparator<Entry> BEST_FIRST = Comparator.comparing(Entry::name)
            .thenComparing(Entry::ranking, Comparator.reverseOrder())
            .thenComparing(Entry::serviceId);

    private final HeldServices<Command> services;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    /**
     * One registered command.
     *
     * @param parent name of the command it hangs under, empty for a command of its own
     * @param service gives the service, or null when it has just gone
     */
    public record Entry(String name, String parent, Supplier<@Nullable Command> service, int ranking, long serviceId) {}

    /** Made by the component runtime. */
    @Activate
    public CommandRegistry(BundleContext context) {
        this(new HeldServices<>(context));
    }

    CommandRegistry(HeldServices<Command> services) {
        this.services = services;
    }

    @Reference(service = Command.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(ServiceReference<Command> reference) {
        if (reference.getProperty(Command.NAME) instanceof String name && !name.isBlank()) {
            add(entry(name, reference));
        } else {
            LOG.warn("a command of {} has no name: property {} is missing", reference.getBundle(), Command.NAME);
        }
    }

    void unbind(ServiceReference<Command> reference) {
        long id = services.remove(reference);
        entries.removeIf(entry -> entry.serviceId == id);
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    private Entry entry(String name, ServiceReference<Command> reference) {
        String parent = reference.getProperty(Command.PARENT) instanceof String text ? text : "";
        int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
        return new Entry(name, parent, () -> services.get(reference), ranking, services.add(reference));
    }

    /** The command that is called by this word; the highest ranking one if several are. */
    public Optional<Entry> find(String name) {
        return under("").stream().filter(entry -> entry.name.equals(name)).findFirst();
    }

    /** Commands that hang under {@code parent} (empty: commands of their own), by name and each name once. */
    public List<Entry> under(String parent) {
        List<Entry> found = new ArrayList<>();
        entries.stream()
                .filter(entry -> entry.parent.equals(parent))
                .sorted(BEST_FIRST)
                .filter(entry ->
                        found.isEmpty() || !found.get(found.size() - 1).name.equals(entry.name))
                .forEach(found::add);
        return List.copyOf(found);
    }
}
