// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.internal.complete.CompleteCommand;
import coral.core.posix.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import picocli.CommandLine.Command;

/** Any words, as the socket hands them over: each ends with a documented exit code, and shows nobody a stack trace. */
class WordsFuzzTest {
    @Command(description = "Holds others.")
    private static final class Parent implements Runnable {
        @Override
        public void run() {}
    }

    @Provide
    Arbitrary<List<String>> words() {
        Arbitrary<String> known = Arbitraries.of(
                "coral",
                "complete",
                "man",
                "words",
                "--",
                "-",
                "--set",
                "--set=",
                "--set=x",
                "--help",
                "-h",
                "@/etc/passwd",
                "${x}",
                "$(x)",
                "'",
                "\"",
                "exec",
                "\0",
                "\n",
                "",
                "--\udcff");
        Arbitrary<String> any =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(12).map(Names::decode);
        return Arbitraries.oneOf(known, known, any).list().ofMaxSize(6);
    }

    @Property(tries = 200)
    void commands_endWithACodeOfTheirOwn(@ForAll("words") List<String> words) {
        TestCall call = call(new ArrayList<>());

        int exit = call.run(words.toArray(String[]::new));

        assertThat(exit).isIn(0, 1, 2, 127);
        assertThat(call.err()).doesNotContain("\tat ", "Exception", "CORAL-CORE-001");
    }

    @Property(tries = 200)
    void argumentsBehindDashes_arriveAsTheyWereTyped(@ForAll("words") List<String> words) {
        List<String> seen = new ArrayList<>();
        List<String> typed = new ArrayList<>(List.of("words", "--"));
        typed.addAll(words);

        assertThat(call(seen).run(typed.toArray(String[]::new))).isZero();

        assertThat(seen).isEqualTo(words);
    }

    @Property(tries = 200)
    void completion_givesOneCandidateALine(@ForAll("words") List<String> words) {
        TestCall call = call(new ArrayList<>());
        List<String> typed = new ArrayList<>(List.of("coral", "complete", "--"));
        typed.addAll(words);

        int exit = call.run(typed.toArray(String[]::new));

        assertThat(exit).isEqualTo(words.isEmpty() ? 2 : 0);
        assertThat(call.err()).doesNotContain("\tat ", "CORAL-CORE-001");
    }

    private static TestCall call(List<String> seen) {
        TestCall call = new TestCall();
        CommandTree tree = new CommandTree(call.registry);
        return call.with("coral", "", invocation -> new Parent())
                .with("complete", "coral", new CompleteCommand(tree))
                .with("words", "", invocation -> new CommandRunnerTest.Words(() -> 0, seen));
    }

    @Provide
    Arbitrary<String> spans() {
        return Arbitraries.of("1", "999999", "0", "s", "m", "h", "d", "-", " ", "\u0661", "S", "1000000")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 200)
    void spans_areANumberAndAUnit_orNone(@ForAll("spans") String text) {
        assertThat(Span.parse(text).isPresent()).isEqualTo(text.matches("[0-9]{1,6}[smhd]"));
        Span.parse(text).ifPresent(span -> assertThat(span).isBetween(Duration.ZERO, Duration.ofDays(999_999)));
    }
}
