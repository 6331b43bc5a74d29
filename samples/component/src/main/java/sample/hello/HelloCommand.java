// SPDX-License-Identifier: Apache-2.0
package sample.hello;

import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hello}: greets. A command of the OS shell, the console and help for as long as this bundle is there. */
@Component(property = Command.NAME + "=hello")
public final class HelloCommand implements Command {
    @Override
    public Object create(Invocation invocation) {
        return new Hello(invocation);
    }

    /** One call. */
    @picocli.CommandLine.Command(name = "hello", description = "Greets somebody, else the caller.")
    private static final class Hello implements Callable<Integer> {
        private final Invocation invocation;

        @Parameters(arity = "0..1", paramLabel = "NAME", description = "Who.")
        private String name = "";

        @Option(names = "--json", description = "One line of JSON.")
        private boolean json;

        Hello(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public Integer call() {
            String who = name.isEmpty() ? invocation.caller().name() : name;
            invocation.out().println(json ? Json.line(Map.of("hello", who)) : "Hello, " + who + "!");
            return 0;
        }
    }
}
