// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.metrics.Sample;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.problem.Problem;
import coral.core.shell.Command;
import coral.core.shell.ErrnoExitCodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CommandRunnerTest {
    private static final Problem PROBLEM = Problem.of("CORAL-TEST-001", Errno.ENODATA, "no data in 'x'");

    private final TestCall call = new TestCall();
    private final List<String> seen = new ArrayList<>();

    @picocli.CommandLine.Command
    static class Words implements Callable<Integer> {
        private final Callable<Integer> body;
        private final List<String> seen;

        @Option(names = "--set", description = "")
        String set = "";

        Words(Callable<Integer> body, List<String> seen) {
            this.body = body;
            this.seen = seen;
        }

        @Parameters(arity = "0..*")
        void words(List<String> words) {
            seen.addAll(words);
        }

        @Override
        public Integer call() throws Exception {
            return body.call();
        }
    }

    @ErrnoExitCodes
    private static final class LfsWords extends Words {
        LfsWords(Callable<Integer> body, List<String> seen) {
            super(body, seen);
        }
    }

    private Command plain(Callable<Integer> body) {
        return invocation -> new Words(body, seen);
    }

    private Command lfs(Callable<Integer> body) {
        return invocation -> new LfsWords(body, seen);
    }

    @Test
    void problem_isShown_andExitsWithOne_orItsErrno() {
        call.with("plain", "", plain(() -> {
            throw PROBLEM.exception();
        }));
        call.with("lfs", "", lfs(() -> {
            throw PROBLEM.exception();
        }));

        assertThat(call.run("plain")).isEqualTo(1);
        assertThat(call.run("lfs")).isEqualTo(61);
        assertThat(call.err()).isEqualTo("CORAL-TEST-001: no data in 'x'\nCORAL-TEST-001: no data in 'x'\n");
    }

    @Test
    void failedSystemCall_isShownWithItsErrno() {
        call.with("lfs", "", lfs(() -> {
            throw new ErrnoException("open", "/x", Errno.EACCES.number());
        }));

        assertThat(call.run("lfs")).isEqualTo(13);
        assertThat(call.err()).startsWith("CORAL-CORE-002: open /x: ");
    }

    @Test
    void unexpectedFailure_showsOneLineWithoutItsMessage() {
        call.with("plain", "", plain(() -> {
            throw new IllegalStateException("inner secret");
        }));
        call.with("lfs", "", lfs(() -> {
            throw new StackOverflowError();
        }));

        assertThat(call.run("plain")).isEqualTo(1);
        assertThat(call.run("lfs")).isEqualTo(5);
        assertThat(call.err()).hasLineCount(2).contains("CORAL-CORE-001").doesNotContain("secret");
    }

    @Test
    void commandThatCannotBeMade_isAnUnexpectedFailure() {
        call.with("plain", "", invocation -> {
            throw new IllegalStateException("no");
        });

        assertThat(call.run("plain")).isEqualTo(1);
        assertThat(call.err()).contains("CORAL-CORE-001");
    }

    @Test
    void wrongUsage_exitsWithTwo_orSixtyFour_andNamesWhatIsNear() {
        call.with("plain", "", plain(() -> 0)).with("lfs", "", lfs(() -> 0));

        assertThat(call.run("plain", "--sett=1")).isEqualTo(2);
        assertThat(call.run("lfs", "--sett=1")).isEqualTo(64);
        assertThat(call.err()).contains("plain: Unknown option: '--sett=1'", "--set", "See 'plain --help'");
    }

    @Test
    void unknownCommand_exitsWith127_andNamesWhatIsNear() {
        call.with("archive", "", plain(() -> 0));

        assertThat(call.run("archiv\u001b")).isEqualTo(127);
        assertThat(call.err()).contains("no such command: archiv\\x1b", "Did you mean: archive?");
    }

    @Test
    void unknownCommand_underAnother_exitsLikeOneOfItsOwn_orAsLfsDoes() {
        call.with("top", "", invocation -> new Group()).with("archive", "top", plain(() -> 0));
        call.with("lfs", "", invocation -> new ErrnoGroup()).with("archive", "lfs", lfs(() -> 0));

        assertThat(call.run("top", "archiv\u001b", "more")).isEqualTo(127);
        assertThat(call.err()).contains("no such command: top archiv\\x1b", "Did you mean: archive?", "'top --help'");
        assertThat(call.run("lfs", "nosuch")).isEqualTo(64);
        assertThat(call.run("top", "--nosuch")).isEqualTo(2);
        assertThat(call.run("top", "archive", "--nosuch")).isEqualTo(2);
        call.ready = false;
        assertThat(call.run("top", "nosuch")).isEqualTo(75);
        assertThat(call.run("lfs", "nosuch")).isEqualTo(75);
    }

    @Test
    void unknownCommand_ofANodeThatStarts_exitsWith75() {
        call.ready = false;

        assertThat(call.run("hsm")).isEqualTo(75);
        assertThat(call.err()).contains("starting");
    }

    @Test
    void noCommand_isWrongUsage() {
        assertThat(call.run()).isEqualTo(2);
        assertThat(call.run("")).isEqualTo(2);
    }

    @Test
    void cancelledCommand_exitsWith130_unlessItWasDone() {
        call.with("failing", "", plain(() -> {
            call.cancel.cancel();
            throw new InterruptedException();
        }));
        call.with("done", "", plain(() -> 0));

        assertThat(call.run("failing")).isEqualTo(130);
        assertThat(call.run("done")).isZero();
        assertThat(call.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*.fits", "size>10", "%d", "@x", "@@", "${HOME}", "${sys:user.home}", "\"q\"", "'q'", "a,b", ""})
    void arguments_reachTheCommandAsTyped(String word) {
        call.with("plain", "", plain(() -> 0));

        assertThat(call.run("plain", word)).isZero();
        assertThat(seen).containsExactly(word);
    }

    @Test
    void subcommands_areThoseOfServicesThatNameTheParent() {
        call.with("top", "", invocation -> new Group());
        call.with("mid", "top", invocation -> new Group());
        call.with("leaf", "mid", plain(() -> 7));

        assertThat(call.run("top", "mid", "leaf")).isEqualTo(7);
        assertThat(call.run("top")).isEqualTo(2);
        assertThat(call.run("leaf")).isEqualTo(127);
    }

    @Test
    void commandThatIsItsOwnParent_isCutOff() {
        call.with("loop", "", invocation -> new Group()).with("loop", "loop", plain(() -> 0));

        assertThat(call.run("loop", "loop")).isZero();
    }

    @Test
    void ofTwoWithOneName_theHigherRankedIsCalled() {
        call.with("same", "", plain(() -> 3), 1).with("same", "", plain(() -> 4), 2);

        assertThat(call.run("same")).isEqualTo(4);
    }

    @Test
    void help_isThereForEveryCommand() {
        call.with("top", "", invocation -> new Group()).with("leaf", "top", plain(() -> 0));

        assertThat(call.run("top", "leaf", "--help")).isZero();
        assertThat(call.out()).contains("Usage: top leaf", "--set");
    }

    @picocli.CommandLine.Command
    private static final class Group {}

    @ErrnoExitCodes
    @picocli.CommandLine.Command
    private static final class ErrnoGroup {}

    @Test
    void counts_areByCommandWithItsSubcommands_andByExitCode() {
        TestCall call = new TestCall()
                .with("fish", "", invocation -> CommandSpec.create())
                .with("swim", "fish", invocation -> CommandSpec.wrapWithoutInspection((Callable<Integer>) () -> 3));
        CommandRunner runner = new CommandRunner(new CommandTree(call.registry), () -> true);

        runner.run(List.of("fish", "swim"), call.invocation());
        runner.run(List.of("fish", "swim"), call.invocation());
        runner.run(List.of("fish", "--wrong"), call.invocation());
        runner.run(List.of("no-" + "x".repeat(5000)), call.invocation());

        assertThat(runner.counts().samples())
                .containsExactlyInAnyOrder(
                        Sample.of(2, Map.of("command", "fish swim", "code", "3")),
                        Sample.of(1, Map.of("command", "fish", "code", "2")),
                        Sample.of(1, Map.of("command", "unknown", "code", "127")));
    }
}
