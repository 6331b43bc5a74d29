// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.caller.Caller;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.task.CancelToken;
import coral.hsm.agent.internal.archive.ArchiveRegistry;
import coral.hsm.agent.internal.archive.ArchiveStore;
import coral.hsm.agent.internal.archive.MoverTypes;
import coral.hsm.agent.internal.fake.MemoryFileSystem;
import coral.hsm.agent.internal.fake.ScriptedType;
import coral.hsm.agent.internal.lane.LaneTerms;
import coral.hsm.agent.internal.node.Agent;
import coral.hsm.agent.internal.operation.FileSystems;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs the command as a node's shell does, with its exit codes. */
final class Shell {
    final FileSystems fileSystems = new FileSystems();
    final MoverTypes types = new MoverTypes();
    final Agent agent;
    final CancelToken cancel = new CancelToken();
    Caller caller = Caller.internal();
    String directory = "/fs";
    Invocation.@Nullable Terminal terminal;
    InputStream in = InputStream.nullInputStream();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** @param home where archives are recorded */
    Shell(Path home) {
        agent = new Agent("test", new ArchiveRegistry(new ArchiveStore(home), types), types, LaneTerms::usual);
    }

    MemoryFileSystem fileSystem(String name, String root) {
        MemoryFileSystem fileSystem = new MemoryFileSystem(name, root);
        fileSystems.bind(fileSystem);
        return fileSystem;
    }

    /** Adds an archive of a type that moves nothing. */
    void archive(String id) {
        types.add(new ScriptedType());
        if (run("archives", "add", id, "--type", "fake", "--root", "/r") != 0) {
            throw new IllegalStateException(err());
        }
    }

    void stdin(String text) {
        in = new ByteArrayInputStream(Names.encode(text));
    }

    static Caller user() {
        return new Caller(54321, 54321, Set.of(54321L), "mia", Caller.Origin.SOCKET);
    }

    int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        Invocation invocation = invocation();
        CommandLine line = new CommandLine(new HsmCommand(fileSystems, agent).create(invocation));
        line.setExpandAtFiles(false);
        line.setTrimQuotes(false);
        line.setParameterExceptionHandler((wrong, args) -> {
            invocation.err().println(wrong.getMessage());
            return 64;
        });
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof ProblemException known) {
                invocation.err().println(known.problem().text());
                return known.problem().errno().number();
            }
            if (failure instanceof InterruptedException) {
                return 130;
            }
            throw failure;
        });
        return line.execute(arguments);
    }

    /** The help text of a command. */
    String help(String... words) {
        return command(words).getUsageMessage(CommandLine.Help.Ansi.OFF);
    }

    /** The model of a command. */
    CommandLine command(String... words) {
        CommandLine line = new CommandLine(new HsmCommand(fileSystems, agent).create(invocation()));
        for (String word : words) {
            line = Objects.requireNonNull(line.getSubcommands().get(word));
        }
        return line;
    }

    private Invocation invocation() {
        return new Invocation(
                caller,
                directory,
                Map.of(),
                terminal,
                in,
                OutputStream.nullOutputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                cancel);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
