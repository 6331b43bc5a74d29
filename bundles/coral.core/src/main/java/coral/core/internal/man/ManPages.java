// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.man;

import coral.core.caller.Caller;
import coral.core.internal.node.NodeState;
import coral.core.internal.shell.CommandTree;
import coral.core.shell.Invocation;
import coral.core.task.CancelToken;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;

/**
 * The pages of all commands that are there, for the build of the distribution. It runs outside the framework, so that
 * only types of the JDK pass. Safe for use by many threads.
 */
@Component(service = ManPages.class)
public final class ManPages {
    private final CommandTree tree;
    private final NodeState node;

    /** Made by the component runtime. */
    @Activate
    public ManPages(@Reference CommandTree tree, @Reference NodeState node) {
        this.tree = tree;
        this.node = node;
    }

    /** Text by name, such as {@code hsm-archive}; without hidden commands and what hangs under them. */
    public SortedMap<String, String> all() {
        SortedMap<String, String> pages = new TreeMap<>();
        for (String name : tree.names()) {
            tree.build(name, nobodys()).ifPresent(command -> add(command, pages));
        }
        return pages;
    }

    private void add(CommandLine command, SortedMap<String, String> pages) {
        if (command.getCommandSpec().usageMessage().hidden()) {
            return;
        }
        ManPage page = new ManPage(command);
        if (pages.put(page.name(), page.text(node.version())) != null) {
            throw new IllegalStateException("two commands have the page " + page.name());
        }
        command.getSubcommands().values().forEach(child -> add(child, pages));
    }

    /** A call that runs nothing. */
    private static Invocation nobodys() {
        return new Invocation(
                Caller.internal(),
                "/",
                Map.of(),
                null,
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                new CancelToken());
    }
}
