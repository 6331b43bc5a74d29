// SPDX-License-Identifier: Apache-2.0
package coral.probe;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code probe}: shows what a command gets, and fails in every way. */
@Component(property = Command.NAME + "=probe")
public final class ProbeCommand implements Command {
    @Override
    public Object create(Invocation invocation) {
        return CommandSpec.forAnnotatedObject(new Probe(invocation), Words.factory(new Colours(), new Broken()));
    }

    private static final class Colours extends Words {
        Colours() {
            super(() -> List.of("red", "green"));
        }
    }

    private static final class Broken extends Words {
        Broken() {
            super(() -> {
                throw new IOException("scripted");
            });
        }
    }

    @picocli.CommandLine.Command(name = "probe", description = "Shows what a command gets.")
    static class Probe {
        private final Invocation invocation;

        Probe(Invocation invocation) {
            this.invocation = invocation;
        }

        @picocli.CommandLine.Command(description = "Prints its arguments, one a line, as bytes in hex.")
        int args(@Parameters(arity = "0..*") List<String> words, @Option(names = "--set") String set) {
            List<String> all = new ArrayList<>(words == null ? List.of() : words);
            if (set != null) {
                all.add("set=" + set);
            }
            all.forEach(word -> invocation.out().println(HexFormat.of().formatHex(Names.encode(word))));
            return 0;
        }

        @picocli.CommandLine.Command(description = "Prints its arguments as they are.")
        int echo(
                @Parameters(arity = "0..*") List<String> words,
                @Option(names = "--colour", completionCandidates = Colours.class) String colour,
                @Option(names = "--broken", completionCandidates = Broken.class) String broken) {
            invocation.out().println(String.join(" ", words));
            return 0;
        }

        @picocli.CommandLine.Command(description = "Copies standard input to standard output.")
        int cat() throws IOException {
            invocation.in().transferTo(invocation.rawOut());
            return 0;
        }

        @picocli.CommandLine.Command(description = "Writes so many bytes.")
        int flood(@Parameters long bytes) throws IOException {
            byte[] block = "coral\n".repeat(2000).getBytes(StandardCharsets.US_ASCII);
            for (long left = bytes; left > 0; left -= block.length) {
                invocation.rawOut().write(block, 0, (int) Math.min(left, block.length));
            }
            return 0;
        }

        @picocli.CommandLine.Command(description = "Waits for a minute, or until it is cancelled.")
        int sleep() throws InterruptedException {
            invocation.out().println("sleeping");
            invocation.out().flush();
            Thread.sleep(60_000);
            return 0;
        }

        @picocli.CommandLine.Command(description = "Shows who calls, and where.")
        int who() {
            invocation
                    .out()
                    .printf(
                            "uid=%d gid=%d groups=%s name=%s directory=%s terminal=%s%n",
                            invocation.caller().uid(),
                            invocation.caller().gid(),
                            new TreeSet<>(invocation.caller().gids()),
                            invocation.caller().name(),
                            Names.printable(invocation.directory()),
                            invocation.terminal());
            return 0;
        }

        @picocli.CommandLine.Command(description = "Fails with a problem.")
        int problem() throws ProblemException {
            throw new Problem("CORAL-PROBE-001", Errno.ENOENT, "nothing is called 'x'", "call it 'y'").exception();
        }

        @picocli.CommandLine.Command(description = "Fails unexpectedly.")
        int boom() {
            throw new IllegalStateException("the secret of the stack trace");
        }
    }
}
