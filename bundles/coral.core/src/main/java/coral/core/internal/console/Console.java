// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.console;

import coral.core.internal.shell.CommandTree;
import coral.core.internal.shell.RawTerminal;
import coral.core.shell.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One person at the prompt: JLine reads lines, Gogo runs them. */
final class Console implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final String PROMPT = "coral> ";

    private final CommandProcessor gogo;
    private final CommandTree tree;
    private final Path history;
    private @Nullable Terminal terminal;
    private @Nullable CommandSession session;

    Console(CommandProcessor gogo, CommandTree tree, Path history) {
        this.gogo = gogo;
        this.tree = tree;
        this.history = history;
    }

    /** Reads and runs lines until the person leaves or is gone. */
    void run(Invocation invocation, RawTerminal keys) throws IOException {
        Attachment attachment = new Attachment(invocation.directory(), invocation.environment(), invocation.terminal());
        keys.raw(true);
        try {
            Terminal opened = open(invocation, keys, attachment);
            CommandSession begun = begin(opened, attachment);
            Runnable stop = () -> interrupt(begun, attachment);
            opened.handle(Terminal.Signal.INT, signal -> stop.run());
            invocation.cancel().onCancel(stop);
            readLines(opened, begun, reader(opened, begun, invocation), invocation);
        } finally {
            keys.raw(false);
        }
    }

    private Terminal open(Invocation invocation, RawTerminal keys, Attachment attachment) throws IOException {
        String type = invocation.environment().getOrDefault("TERM", "dumb");
        // TerminalBuilder looks for providers by the thread's class loader, which finds none in OSGi.
        Terminal opened =
                new ExternalTerminal("coral", type, invocation.in(), invocation.rawOut(), StandardCharsets.UTF_8);
        terminal = opened;
        opened.setSize(size(Objects.requireNonNull(invocation.terminal())));
        keys.onResize(now -> {
            attachment.resize(now);
            opened.setSize(size(now));
            opened.raise(Terminal.Signal.WINCH);
        });
        return opened;
    }

    private static Size size(Invocation.Terminal terminal) {
        return new Size(terminal.columns(), terminal.rows());
    }

    private CommandSession begin(Terminal opened, Attachment attachment) throws IOException {
        CommandSession begun = gogo.createSession(opened.input(), opened.output(), opened.output());
        session = begun;
        attachment.putInto(begun);
        begun.put("SCOPE", "coral:felix:*");
        try {
            // Otherwise Gogo's own, which lists Java methods.
            begun.execute("help = { coral help $args }");
        } catch (Exception e) {
            throw new IOException("the console cannot be set up", e);
        }
        return begun;
    }

    private LineReader reader(Terminal opened, CommandSession begun, Invocation invocation) {
        DefaultParser parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(false);
        return LineReaderBuilder.builder()
                .appName("coral")
                .terminal(opened)
                .parser(parser)
                .completer(new CommandCompleter(tree, begun, invocation))
                .variable(LineReader.HISTORY_FILE, history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    private static void readLines(Terminal opened, CommandSession begun, LineReader reader, Invocation invocation) {
        while (!invocation.cancel().isCancelled()) {
            try {
                String line = reader.readLine(PROMPT).strip();
                if (line.equals("exit") || line.equals("quit")) {
                    return;
                }
                execute(opened, begun, line);
            } catch (UserInterruptException e) {
                LOG.trace("Ctrl-C at the prompt", e);
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    private static void execute(Terminal opened, CommandSession begun, String line) {
        try {
            Object result = line.isEmpty() ? null : begun.execute(line);
            if (result != null) {
                opened.writer().println(begun.format(result, Converter.INSPECT));
            }
        } catch (InterruptedException e) {
            opened.writer().println("coral: cancelled");
        } catch (Exception e) { // Gogo throws what its functions throw.
            LOG.debug("{} failed", line, e);
            opened.writer().println("coral: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
        opened.flush();
        Thread.interrupted(); // Ctrl-C meant the command that has ended.
    }

    private static void interrupt(CommandSession begun, Attachment attachment) {
        attachment.cancel();
        Job job = begun.foregroundJob();
        if (job != null) {
            job.interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        if (session != null) {
            session.close();
        }
        if (terminal != null) {
            terminal.close();
        }
    }
}
