// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.cluster.Cluster;
import coral.core.cluster.ClusterChange;
import coral.core.cluster.Host;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterWatchTest {
    private static final String TWO = "[[hosts]]\nhostname = [\"a\", \"b\"]\n";
    private static final String THREE = "[[hosts]]\nhostname = [\"a\", \"c\", \"d\"]\nssh_port = 2222\n";
    private static final String BROKEN = "[[hosts]]\nhostname = [\"a\"]\nssh_prot = 22\n";

    @TempDir
    private Path folder;

    private Path etc;
    private Path conf;
    private ClusterWatch watch;

    @BeforeEach
    void make() throws IOException {
        etc = Files.createDirectories(folder.resolve("etc")).resolve(ClownfishConf.NAME);
        conf = Files.createDirectories(folder.resolve("home/conf")).resolve(ClownfishConf.NAME);
        ClusterFiles files = ClusterFiles.of(
                folder.resolve("etc").toString(), folder.resolve("home").toString());
        watch = new ClusterWatch(files, () -> Instant.EPOCH, null);
    }

    /** As an editor does: under another name, then renamed, so that no look sees half of it. */
    private static void write(Path file, String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling("next"), text);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<String> hosts() {
        return Host.names(watch.current().hosts());
    }

    @Test
    void look_withoutAFile_isNoClusterAndWell() {
        assertThat(watch.isOver()).isFalse();

        watch.look();

        assertThat(watch.isOver()).isTrue();
        assertThat(watch.current()).isEqualTo(Cluster.NONE);
        assertThat(watch.generation()).isZero();
        assertThat(new ClusterCheck(watch).execute().getStatus()).isEqualTo(Result.Status.OK);
    }

    @Test
    void look_atTheFirstTime_readsAtOnce_etcFirst() throws IOException {
        write(etc, TWO);
        write(conf, THREE);

        watch.look();

        assertThat(hosts()).containsExactly("a", "b");
        assertThat(watch.generation()).isEqualTo(1);
    }

    @Test
    void look_atAChangedFile_readsItOnceItIsAtRest() throws IOException {
        write(conf, TWO);
        watch.look();
        write(conf, THREE);

        watch.look();
        assertThat(hosts()).containsExactly("a", "b");
        watch.look();

        assertThat(hosts()).containsExactly("a", "c", "d");
        assertThat(watch.generation()).isEqualTo(2);
        assertThat(watch.state().changes())
                .extracting(ClusterChange::text)
                .containsExactly("~ host a: ssh_port: 22 -> 2222", "- host b", "+ host c", "+ host d");
    }

    @Test
    void look_atABrokenFile_keepsTheClusterAndSaysSo_untilItIsMended() throws IOException {
        write(conf, TWO);
        watch.look();
        write(conf, BROKEN);
        watch.look();
        watch.look();

        assertThat(hosts()).containsExactly("a", "b");
        assertThat(watch.generation()).isEqualTo(1);
        Result health = new ClusterCheck(watch).execute();
        assertThat(health.getStatus()).isEqualTo(Result.Status.WARN);
        assertThat(health.toString()).contains("CORAL-CLUSTER-021: degraded: " + conf + " has 1 faults");

        write(conf, TWO);
        watch.look();
        watch.look();
        assertThat(new ClusterCheck(watch).execute().getStatus()).isEqualTo(Result.Status.OK);
        assertThat(watch.generation()).isEqualTo(1);
    }

    @Test
    void look_atABrokenFileFirst_isNoClusterAndSaysSo() throws IOException {
        write(conf, BROKEN);

        watch.look();

        assertThat(watch.current()).isEqualTo(Cluster.NONE);
        assertThat(new ClusterCheck(watch).execute().getStatus()).isEqualTo(Result.Status.WARN);
    }

    @Test
    void look_afterTheFileIsGone_isNoCluster() throws IOException {
        write(conf, TWO);
        watch.look();
        Files.delete(conf);
        watch.look();
        assertThat(hosts()).isNotEmpty();

        watch.look();

        assertThat(watch.current()).isEqualTo(Cluster.NONE);
        assertThat(watch.generation()).isEqualTo(2);
    }

    @Test
    void reload_tellsWhatChanged_andOfABrokenFileAllThatIsWrong() throws Exception {
        write(conf, TWO);
        assertThat(watch.reload()).extracting(ClusterChange::text).containsExactly("+ host a", "+ host b");
        assertThat(watch.reload()).isEmpty();
        write(conf, BROKEN);

        assertThatThrownBy(watch::reload)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CORAL-CLUSTER-020")
                .hasMessageContaining(
                        conf + ":3: CORAL-CLUSTER-003: hosts[1].ssh_prot: is no key here; did you mean" + " ssh_port?");
        assertThat(hosts()).containsExactly("a", "b");
    }
}
