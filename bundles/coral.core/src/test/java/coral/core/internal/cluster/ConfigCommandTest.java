// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.caller.Caller;
import coral.core.shell.Invocation;
import coral.core.task.CancelToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ConfigCommandTest {
    private static final Caller ROOT = Caller.internal();
    private static final Caller NOBODY = new Caller(65_534, 65_534, Set.of(65_534L), "nobody", Caller.Origin.SOCKET);

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path conf;
    private ClusterWatch watch;

    @BeforeEach
    void make() throws IOException {
        conf = folder.resolve(ClownfishConf.NAME);
        watch = new ClusterWatch(ClusterFiles.of(folder.toString(), ""), () -> Instant.EPOCH, null);
        Files.copy(ClownfishConfTest.EXAMPLE, conf);
        watch.look();
    }

    private int run(Caller caller, String... words) {
        Invocation invocation = new Invocation(
                caller,
                folder.toString(),
                Map.of(),
                null,
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new CancelToken());
        CommandLine line = new CommandLine((CommandSpec) new ConfigCommand(watch).create(invocation));
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            err.write(e.getMessage() + "\n");
            return 1;
        });
        return line.execute(words);
    }

    @Test
    void check_ofAGoodFile_saysWhatItHas() {
        assertThat(run(ROOT, "check")).isZero();
        assertThat(run(ROOT, "check", ClownfishConf.NAME)).isZero();

        assertThat(out.toString().lines())
                .hasSize(2)
                .allMatch(
                        line -> line.equals(conf + ": good: 14 hosts, 1 MGSs of their own, 2 file systems, 6 targets"));
    }

    @Test
    void check_ofABrokenFile_printsAllFaults_andEndsWith1() throws IOException {
        Files.writeString(folder.resolve("broken"), "[[hosts]]\nhostnam = \"a\"\nssh_port = 0\n");

        assertThat(run(ROOT, "check", "broken")).isEqualTo(1);

        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> line.startsWith(folder.resolve("broken") + ":"));
        assertThat(err).hasToString("3 faults\n");
        assertThat(run(ROOT, "check", "--json", "broken")).isEqualTo(1);
        assertThat(out.toString()).contains("\"good\":false", "\"line\":2", "\"code\":\"CORAL-CLUSTER-003\"");
    }

    @Test
    void checkDiffAndReload_areForRootAndTheNodesUser() {
        assertThat(run(NOBODY, "check", "/etc/shadow")).isEqualTo(1);
        assertThat(run(NOBODY, "diff", "/etc/shadow")).isEqualTo(1);
        assertThat(run(NOBODY, "reload")).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("CORAL-CORE-003: "));
    }

    @Test
    void show_isForAll_andHasNoSecret() {
        assertThat(run(NOBODY, "show")).isZero();
        assertThat(run(NOBODY, "show", "--json")).isZero();

        assertThat(out.toString())
                .contains("mgs1", "home-MDT0000 (MGS)", "scratch-OST0001", "\"roles\":[\"mgs\",\"mds\"]")
                .doesNotContain("change me");
    }

    @Test
    void diff_tellsWhatWouldChange_andChangesNothing() throws IOException {
        String moved = Files.readString(conf)
                .replace("hostname = \"oss01\"", "hostname = \"oss04\"")
                .replace("change me", "changed");
        Files.writeString(folder.resolve("next"), moved);

        assertThat(run(ROOT, "diff", "next")).isZero();

        assertThat(out.toString().lines())
                .contains(
                        "~ target scratch-OST0000: hosts: oss01,oss02 -> oss04,oss02",
                        "~ host mds1: ipmi_password: (hidden) -> (hidden)");
        assertThat(run(ROOT, "reload", "--dry-run")).isZero();
        assertThat(out.toString()).endsWith("nothing differs\n");
        assertThat(watch.generation()).isEqualTo(1);
    }

    @Test
    void reload_takesTheFile_andTellsWhatChanged() throws IOException {
        Files.writeString(conf, Files.readString(conf).replace("\"kvm1\"]", "\"kvm1\", \"kvm2\"]"));

        assertThat(run(ROOT, "reload", "--json")).isZero();

        assertThat(out.toString()).contains("\"kind\":\"ADDED\"", "\"what\":\"host kvm2\"");
        assertThat(watch.current().host("kvm2")).isPresent();
    }

    @Test
    void everyCommand_withoutAFile_saysThatThereIsNoCluster() throws IOException {
        Files.delete(conf);
        watch.look();
        watch.look();

        assertThat(run(ROOT, "check")).isZero();
        assertThat(run(ROOT, "show")).isZero();
        assertThat(run(ROOT, "reload")).isZero();

        assertThat(out.toString()).contains("no cluster: there is no " + conf);
    }
}
