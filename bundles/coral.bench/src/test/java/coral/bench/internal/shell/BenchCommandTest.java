// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.bench.internal.suite.Sizes;
import coral.bench.internal.suite.Suite;
import coral.core.caller.Caller;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.task.CancelToken;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class BenchCommandTest {
    /** Source and two copies of 2 GiB, five rounds, and some room. */
    private static final long NEED_BYTES = (30L << 30) + (64 << 20);

    private final StringWriter out = new StringWriter();

    @Test
    void ls_json_namesEachBenchmarkOnce() {
        assertThat(line(null, Caller.internal()).execute("ls", "--json")).isZero();

        assertThat(out.toString().lines())
                .hasSize(12)
                .doesNotHaveDuplicates()
                .allMatch(l -> l.startsWith("{\"name\":\""))
                .anyMatch(l -> l.contains("\"command-roundtrip\"") && l.contains("\"goal\":\"ours < 60\""));
    }

    @Test
    void run_nodeThatPeopleUse_isRefused() {
        assertRefused(null, Caller.internal(), "CORAL-BENCH-002", "run", "command-roundtrip");
    }

    @Test
    void run_callerThatIsNotRoot_isRefused() {
        Caller user = new Caller(1000, 1000, Set.of(1000L), "ann", Caller.Origin.SOCKET);

        assertRefused("/tmp", user, "CORAL-BENCH-004", "run", "command-roundtrip");
    }

    @Test
    void run_unknownName_namesTheKnownOnes() {
        assertRefused(
                "/tmp", Caller.internal(), "there are archive-small-loop, ", "run", "command-roundtrip", "no-such");
    }

    @Test
    void run_unknownOption_isWrongUsage() {
        assertThat(line("/tmp", Caller.internal()).execute("run", "--fast")).isEqualTo(2);
    }

    @Test
    void space_oneByteShort_saysHowMuchIsNeeded() throws ProblemException {
        var all = new Suite(Sizes.FULL).named(List.of());

        assertThatCode(() -> BenchRun.refuseWithoutSpace(all, Path.of("/d"), NEED_BYTES))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> BenchRun.refuseWithoutSpace(all, Path.of("/d"), NEED_BYTES - 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CORAL-BENCH-003")
                .hasMessageContaining("need 30784 MiB in /d, 30783 MiB are free");
    }

    private void assertRefused(@Nullable String place, Caller caller, String why, String... arguments) {
        CommandLine line = line(place, caller);

        assertThatThrownBy(() -> run(line, arguments)).hasMessageContaining(why);
        assertThat(out.toString()).isEmpty();
    }

    private static void run(CommandLine line, String... arguments) throws Exception {
        Exception[] thrown = new Exception[1];
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            thrown[0] = e;
            return 1;
        });
        line.execute(arguments);
        if (thrown[0] != null) {
            throw thrown[0];
        }
    }

    private CommandLine line(@Nullable String place, Caller caller) {
        Invocation invocation = new Invocation(
                caller,
                "/",
                Map.of(),
                null,
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintWriter(out, true),
                new PrintWriter(new StringWriter(), true),
                new CancelToken());
        return new CommandLine((CommandSpec) new BenchCommand(place).create(invocation));
    }
}
