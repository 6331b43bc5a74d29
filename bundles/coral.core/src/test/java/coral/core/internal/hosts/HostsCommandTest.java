// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coral.core.caller.Caller;
import coral.core.internal.ssh.TestHosts;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.ssh.Host;
import coral.core.ssh.HostDirectory;
import coral.core.task.CancelToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

@Timeout(30)
class HostsCommandTest {
    @TempDir
    private static Path temp;

    private static TestHosts site;

    private final HostDirectories directories = new HostDirectories();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(out, false, StandardCharsets.UTF_8);
    private Caller caller = Caller.internal();
    private byte[] in = new byte[0];

    @BeforeAll
    static void start() throws Exception {
        site = TestHosts.start(temp);
    }

    @AfterAll
    static void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @BeforeEach
    void register() {
        directories.bind(() -> List.of(
                new HostDirectory.Entry(host("mds1", "127.1.0.1"), Set.of("mds")),
                new HostDirectory.Entry(host("oss1", "127.1.0.2"), Set.of("oss")),
                new HostDirectory.Entry(host("oss2", "127.1.0.3"), Set.of("oss"))));
    }

    private static Host host(String name, String address) {
        return new Host(name, address, 0, "", List.of(), "");
    }

    private CommandLine command() {
        Command command = new HostsCommand(directories, site.ssh());
        Invocation invocation = new Invocation(
                caller,
                temp.toString(),
                Map.of(),
                null,
                new ByteArrayInputStream(in),
                out,
                writer,
                new PrintWriter(err, true, StandardCharsets.UTF_8),
                new CancelToken());
        CommandLine line = new CommandLine((CommandSpec) command.create(invocation));
        line.setExecutionStrategy(new CommandLine.RunLast());
        line.setExecutionExceptionHandler((e, l, r) -> {
            if (e instanceof ProblemException problem) {
                invocation.err().println(problem.problem().text());
                return 1;
            }
            throw e;
        });
        return line;
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        int exit = command().execute(words);
        writer.flush();
        return exit;
    }

    private String out() {
        return Names.decode(out.toByteArray());
    }

    private List<JsonNode> json() throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : out().lines().toList()) {
            lines.add(json.readTree(line));
        }
        return lines;
    }

    @Test
    void exec_groupsHostsOfWhichTheSameCame() {
        int exit = run("exec", "oss[1-2],mds1", "sh", "-c", "echo $SSH_CONNECTION | cut -d' ' -f3 | grep -c '0.1$'");

        assertThat(exit).isEqualTo(1);
        assertThat(out())
                .contains("---------------\noss[1-2] (2)\n---------------\n0\n[exit 1]\n")
                .contains("---------------\nmds1\n---------------\n1\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("2 of 3 hosts failed; worst: oss1: exit 1");
    }

    @Test
    void exec_takesOptionsOfTheCommand_inputAndVariables_andWritesJson() throws Exception {
        in = "in\u00e4".getBytes(StandardCharsets.UTF_8);

        int exit = run("exec", "--json", "--stdin", "-e", "V=a b", "@oss", "sh", "-c", "cat; echo \"$V\" >&2", "-x");

        assertThat(exit).isZero();
        assertThat(json()).extracting(one -> one.path("host").asText()).containsExactly("oss1", "oss2");
        assertThat(json().get(0).path("status").asText()).isEqualTo("exited");
        assertThat(json().get(0).path("exit").asInt(-1)).isZero();
        assertThat(json().get(0).path("stdout").asText()).isEqualTo("in\u00e4");
        assertThat(json().get(0).path("stderr").asText()).isEqualTo("a b\n");
    }

    @Test
    void exec_dryRun_showsTheLineAndTheHosts() {
        assertThat(run("exec", "--dry-run", "@all", "touch", temp + "/it's")).isZero();
        assertThat(out()).isEqualTo("would run on mds1,oss[1-2] (3): touch '" + temp + "/it'\\''s'\n");
        assertThat(temp.resolve("it's")).doesNotExist();
    }

    @Test
    void check_tellsWhoIsWell_andWhyOthersAreNot() throws Exception {
        assertThat(run("check", "@all")).isZero();
        assertThat(out()).isEqualTo("ok: mds1,oss[1-2] (3)\n");

        assertThat(run("check", "--json", "oss1,127.1.0.9:1")).isEqualTo(1);
        assertThat(json().get(0).path("ok").asBoolean()).isTrue();
        assertThat(json().get(1).path("code").asText()).isEqualTo("CORAL-SSH-004");
        assertThat(run("check", "oss1,127.1.0.9:1")).isEqualTo(1);
        assertThat(out()).contains("ok: oss1 (1)\n", "failed: CORAL-SSH-004: 127.1.0.9:1: refuses");
    }

    @Test
    void ls_showsHowHostsAreReached() throws Exception {
        assertThat(run("ls")).isZero();
        assertThat(out()).contains("oss1  root@127.1.0.2 port " + site.port() + "  oss\n");
        assertThat(run("ls", "--json", "x[1-2]")).isZero();
        assertThat(json()).extracting(one -> one.path("address").asText()).containsExactly("x1", "x2");
    }

    @Test
    void copy_bringsAFileToAll_andFetchesIt() throws Exception {
        Files.writeString(temp.resolve("f"), "text");

        assertThat(run("copy", "--dry-run", "@oss", "f", temp + "/g")).isZero();
        assertThat(temp.resolve("g")).doesNotExist();
        assertThat(run("copy", "@oss", "f", temp + "/g")).isZero();
        assertThat(out()).isEqualTo("copied: oss[1-2] (2)\n");
        assertThat(temp.resolve("g")).hasContent("text");
        assertThat(run("copy", "--fetch", "--json", "@oss", temp + "/g", ".")).isZero();
        assertThat(json().get(1).path("bytes").asLong()).isEqualTo(4);
        assertThat(temp.resolve("g.oss2")).hasContent("text");
        assertThat(run("copy", "@oss", "f", "relative")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("CORAL-SSH-027");
    }

    @Test
    void accept_showsKeys_writesThem_andOnlyThoseThatAreNamed() throws Exception {
        assertThat(run("check", "127.2.0.1")).isEqualTo(1);
        assertThat(run("accept", "--dry-run", "127.2.0.1")).isZero();
        assertThat(out()).startsWith("would be accepted: 127.2.0.1: ssh-ed25519 SHA256:");
        assertThat(run("accept", "--fingerprint", "SHA256:x", "127.2.0.1")).isEqualTo(1);
        assertThat(out()).contains("CORAL-SSH-028");
        assertThat(run("check", "127.2.0.1")).isEqualTo(1);
        assertThat(run("accept", "127.2.0.1")).isZero();
        assertThat(out()).startsWith("accepted: 127.2.0.1: ");
        assertThat(run("check", "127.2.0.1")).isZero();
        assertThat(run("accept", "--json", "127.2.0.1")).isZero();
        assertThat(json().get(0).path("state").asText()).isEqualTo("known");
    }

    @Test
    void badInput_isRefused_andOthersMayNothing() {
        assertThat(run("exec", "oss[2-1]", "true")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("CORAL-SSH-001");
        assertThat(run("check", "@none")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("CORAL-SSH-002", "all, mds, oss");
        assertThat(run("check", "-f", "0", "oss1")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("CORAL-SSH-025");
        assertThat(run("exec", "-e", "A-B=c", "oss1", "true")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("CORAL-SSH-026");
        caller = new Caller(65534, 65534, Set.of(65534L), "nobody", Caller.Origin.SOCKET);
        for (String verb : List.of("ls", "check", "accept")) {
            assertThat(run(verb, "oss1")).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("CORAL-CORE-003");
        }
    }

    @Test
    void hostsAreCompleted() {
        CommandLine check = Objects.requireNonNull(command().getSubcommands().get("check"));

        assertThat(check.getCommandSpec().positionalParameters().get(0).completionCandidates())
                .contains("mds1", "oss1", "oss2", "@oss", "@all");
    }
}
