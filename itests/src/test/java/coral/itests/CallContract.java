// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.itests.TestNode.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What calling a command from the OS shell must keep, whichever client does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CallContract {
    private TestNode node = TestNode.fresh();

    /** Makes {@code node} use the client under test. */
    abstract TestNode prepare(TestNode node);

    @BeforeAll
    void startNode() throws IOException, InterruptedException {
        node.close();
        node = prepare(TestNode.withProbe());
    }

    @AfterAll
    void stopNode() throws IOException, InterruptedException {
        node.close();
    }

    private Result probe(String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 2];
        all[0] = "exec";
        all[1] = "probe";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return node.run("coral", all);
    }

    @Test
    void arguments_withWordsOfTheShellAndPicocli_arriveAsTyped() throws Exception {
        Result result = probe("args", "*.fits", "size>10", "%d", "@x", "${HOME}", "\"q q\"", "a,b", "", "--set=\"s\"");

        assertThat(result.err()).isEmpty();
        assertThat(result.out().split("\n", -1))
                .containsExactly(
                        hex("*.fits"),
                        hex("size>10"),
                        hex("%d"),
                        hex("@x"),
                        hex("${HOME}"),
                        hex("\"q q\""),
                        hex("a,b"),
                        "",
                        hex("set=\"s\""),
                        "");
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void arguments_thatAreNoUtf8_arriveAndLeaveAsTheirBytes() throws Exception {
        Result in = node.script("coral exec probe args \"$(printf 'a\\377\\200b')\"");
        Result out = node.script("coral exec probe echo \"$(printf 'a\\377\\200b')\"");

        assertThat(in.out()).isEqualTo("61ff8062\n");
        assertThat(out.out()).isEqualTo("a\u00ff\u0080b\n");
    }

    @Test
    void directory_withBytesThatAreNoUtf8_isTheCallers() throws Exception {
        Result result = node.script(
                "cd \"$CORAL_HOME\" && mkdir -p \"$(printf 'd\\377')\" && cd \"$(printf 'd\\377')\" && coral exec probe who");

        assertThat(result.out()).contains("directory=" + node.home() + "/d\\xff");
    }

    @Test
    void standardInput_ofLoop_isLeftToTheLoop() throws Exception {
        Result result = node.script("printf 'a\nb\nc\n' | while read f; do coral exec probe echo $f; done");

        assertThat(result.out()).isEqualTo("a\nb\nc\n");
    }

    @Test
    void standardInput_thatIsRead_arrivesWhole() throws Exception {
        Result result = node.script("head -c 1000000 /dev/zero | coral exec probe cat | wc -c");

        assertThat(result.out().strip()).isEqualTo("1000000");
    }

    @Test
    void output_ofMuch_arrivesWhole() throws Exception {
        assertThat(node.script("coral exec probe flood 50000000 | wc -c").out().strip())
                .isEqualTo("50000000");
    }

    @Test
    void output_thatNobodyReads_endsTheCommand() throws Exception {
        assertThat(node.script("coral exec probe flood 900000000000 | head -n 1")
                        .out())
                .isEqualTo("coral\n");
    }

    @Test
    void exitCodes_areThoseOfTheCommand() throws Exception {
        assertThat(probe("problem").exit()).isEqualTo(1);
        assertThat(probe("problem").err()).isEqualTo("CORAL-PROBE-001: nothing is called 'x'; call it 'y'\n");
        assertThat(node.run("coral", "exec", "eprobe", "problem").exit()).isEqualTo(2);
        assertThat(probe("--nix").exit()).isEqualTo(2);
        assertThat(node.run("coral", "exec", "eprobe", "--nix").exit()).isEqualTo(64);
        assertThat(node.run("coral", "exec", "prob").exit()).isEqualTo(127);
        assertThat(node.run("coral", "exec", "prob").err()).contains("no such command: prob", "Did you mean: probe");
    }

    @Test
    void unexpectedFailure_showsNoStackTrace_andLogsIt() throws Exception {
        Result result = probe("boom");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains("CORAL-CORE-001")
                .doesNotContain("secret")
                .hasLineCount(1);
        assertThat(node.home().resolve("log/coral.log")).content().contains("the secret of the stack trace");
        assertThat(node.run("coral", "exec", "eprobe", "boom").exit()).isEqualTo(5);
    }

    @Test
    void interrupt_cancelsTheCommand() throws Exception {
        Process call = node.start("coral", "exec", "probe", "sleep");
        await().atMost(Duration.ofSeconds(20)).until(() -> node.output(call).contains("sleeping"));

        new ProcessBuilder("kill", "-INT", Long.toString(call.pid())).start().waitFor();

        assertThat(node.finish(call).exit()).isEqualTo(130);
    }

    @Test
    void otherUser_mayCall_andIsNotRoot() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another user");
        String as = "setpriv --reuid 65534 --regid 65534 --clear-groups " + reachable() + " ";

        Result who = node.script(as + "exec probe who");
        Result stop = node.script(as + "exec coral stop");

        assertThat(who.out()).contains("uid=65534");
        assertThat(stop.exit()).isEqualTo(1);
        assertThat(stop.err()).contains("CORAL-CORE-003");
    }

    /** The distribution where other users can reach it. */
    private Path reachable() throws IOException, InterruptedException {
        Path copy = node.home().resolve("dist");
        if (!Files.exists(copy)) {
            new ProcessBuilder("cp", "-a", TestNode.DIST.toString(), copy.toString())
                    .start()
                    .waitFor();
        }
        return copy.resolve("bin/coral");
    }
}
