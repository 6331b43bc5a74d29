// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.console;

import coral.core.internal.shell.CommandRunner;
import coral.core.shell.Command;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Makes a Gogo function of every command, for as long as the command is there. */
@Component(service = GogoFunctions.class, immediate = true)
public final class GogoFunctions {
    private static final String SCOPE = "coral";

    private final BundleContext context;
    private final CommandRunner runner;
    private final Map<ServiceReference<Command>, ServiceRegistration<Function>> functions = new ConcurrentHashMap<>();

    /** Made by the component runtime. */
    @Activate
    public GogoFunctions(BundleContext context, @Reference CommandRunner runner) {
        this.context = context;
        this.runner = runner;
    }

    @Reference(
            service = Command.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(!(" + Command.PARENT + "=*))")
    void bind(ServiceReference<Command> command) {
        if (command.getProperty(Command.NAME) instanceof String name && !name.isBlank()) {
            Map<String, Object> properties = new HashMap<>();
            properties.put(CommandProcessor.COMMAND_SCOPE, SCOPE);
            properties.put(CommandProcessor.COMMAND_FUNCTION, name);
            if (command.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking) {
                properties.put(Constants.SERVICE_RANKING, ranking);
            }
            // FrameworkUtil has the only Dictionary that is no Hashtable.
            functions.put(
                    command,
                    context.registerService(
                            Function.class, new GogoFunction(name, runner), FrameworkUtil.asDictionary(properties)));
        }
    }

    void unbind(ServiceReference<Command> command) {
        ServiceRegistration<Function> function = functions.remove(command);
        if (function != null) {
            function.unregister();
        }
    }

    @Deactivate
    void close() {
        functions.keySet().forEach(this::unbind);
    }
}
