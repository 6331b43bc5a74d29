// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import coral.core.caller.Caller;
import coral.core.internal.service.NoServices;
import coral.core.internal.shell.CommandRegistry.Entry;
import coral.core.posix.Names;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.task.CancelToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Calls commands as the socket does, and keeps what they write. */
final class TestCall {
    private static final AtomicLong IDS = new AtomicLong();

    final CommandRegistry registry = new CommandRegistry(NoServices.held());
    final CancelToken cancel = new CancelToken();
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    boolean ready = true;

    TestCall with(String name, String parent, Command command) {
        return with(name, parent, command, 0);
    }

    TestCall with(String name, String parent, Command command, int ranking) {
        registry.add(new Entry(name, parent, () -> command, ranking, IDS.incrementAndGet()));
        return this;
    }

    int run(String... words) {
        return new CommandRunner(new CommandTree(registry), () -> ready).run(List.of(words), invocation());
    }

    Invocation invocation() {
        return new Invocation(
                Caller.internal(),
                "/",
                Map.of(),
                null,
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintWriter(new NamesWriter(out), false),
                new PrintWriter(new NamesWriter(err), true),
                cancel);
    }

    String out() {
        return Names.decode(out.toByteArray());
    }

    String err() {
        return Names.decode(err.toByteArray());
    }
}
