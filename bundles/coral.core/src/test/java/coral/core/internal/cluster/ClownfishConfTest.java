// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.cluster.Cluster;
import coral.core.cluster.ConfigFault;
import coral.core.cluster.Coordination;
import coral.core.cluster.Host;
import coral.core.cluster.HostRole;
import coral.core.cluster.Target;
import coral.core.lustre.FsName;
import coral.core.lustre.TargetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClownfishConfTest {
    /** What the distribution brings. */
    static final Path EXAMPLE = Path.of("../../distro/src/main/dist/conf/clownfish.conf.example");

    @TempDir
    private Path folder;

    static Cluster example() {
        ClownfishConf.Read read = ClownfishConf.read(EXAMPLE);
        assertThat(read.faults()).isEmpty();
        return read.cluster();
    }

    @Test
    void read_ofTheShippedExample_isItsCluster() {
        Cluster cluster = example();

        assertThat(cluster.hosts()).hasSize(14);
        assertThat(cluster.coordination()).isInstanceOf(Coordination.Consul.class);
        assertThat(cluster.coordination().serverHosts()).containsExactly("mgmt1", "mgmt2", "mgmt3");
        assertThat(cluster.targets().map(target -> target.name().toString()))
                .containsExactly(
                        "mgs_a",
                        "scratch-MDT0000",
                        "scratch-OST0000",
                        "scratch-OST0001",
                        "home-MDT0000",
                        "home-OST0000");
    }

    @Test
    void read_ofTheShippedExample_hasHostsAndHowTheyAreSwitched() {
        Host mds2 = example().host("mds2").orElseThrow();
        Host client2 = example().host("client2").orElseThrow();

        assertThat(mds2.power()).isInstanceOfSatisfying(Host.Ipmi.class, ipmi -> {
            assertThat(ipmi.hostname()).isEqualTo("mds2-ipmi");
            assertThat(ipmi.port()).isEqualTo(623);
            assertThat(ipmi.password().word()).isEqualTo("change me");
        });
        assertThat(mds2.toString()).doesNotContain("change me").contains("(hidden)");
        assertThat(mds2.ssh()).isEqualTo(new Host.Ssh(22, "/root/.ssh/id_ed25519"));
        assertThat(client2.power()).isEqualTo(new Host.Libvirt("kvm1", "client2"));
    }

    @Test
    void read_ofTheShippedExample_hasTargetsAndTheirPlaces() {
        Target ost = example().target(TargetName.ost(new FsName("scratch"), 1)).orElseThrow();

        assertThat(ost.backend()).isEqualTo(Target.Backend.ZFS);
        assertThat(ost.hosts()).containsExactly("oss03", "oss04");
        assertThat(ost.instances().get(0).zpoolCreate()).startsWith("zpool create");
        assertThat(ost.instances().get(0).nids()).hasToString("[10.0.3.3@tcp]");
    }

    @Test
    void roles_ofTheShippedExample_areDerived() {
        Cluster cluster = example();

        assertThat(cluster.hostsWith(HostRole.MGS)).containsExactly("mgs1", "mgs2", "mds2");
        assertThat(cluster.hostsWith(HostRole.MDS)).containsExactly("mds1", "mds2");
        assertThat(cluster.hostsWith(HostRole.OSS)).containsExactly("oss01", "oss02", "oss03", "oss04");
        assertThat(cluster.hostsWith(HostRole.CLIENT)).containsExactly("client1", "client2");
        assertThat(cluster.hostsWith(HostRole.MANAGEMENT)).containsExactly("mgmt1", "mgmt2", "mgmt3", "kvm1");
    }

    @Test
    void parse_ofTheOtherCoordinations_hasTheirDefaults() {
        String hosts = "[[hosts]]\nhostname = \"m[1-3]\"\n";

        assertThat(ClownfishConf.parse("f", "[etcd]\nservers = [{ hostname = \"m[1-3]\" }]\n" + hosts))
                .satisfies(read -> assertThat(read.faults()).isEmpty())
                .extracting(read -> read.cluster().coordination())
                .isInstanceOfSatisfying(Coordination.Etcd.class, etcd -> {
                    assertThat(etcd.clientPort()).isEqualTo(2379);
                    assertThat(etcd.prefix()).isEqualTo("/coral/");
                    assertThat(etcd.tls()).isNull();
                });
        assertThat(ClownfishConf.parse("f", "[zookeeper]\nservers = [{ hostname = \"m[1-3]\" }]\n" + hosts))
                .satisfies(read -> assertThat(read.faults()).isEmpty())
                .extracting(read -> read.cluster().coordination())
                .isInstanceOfSatisfying(Coordination.ZooKeeper.class, zooKeeper -> {
                    assertThat(zooKeeper.clientPort()).isEqualTo(2181);
                    assertThat(zooKeeper.chroot()).isEqualTo("/coral");
                });
    }

    @Test
    void read_ofWhatCannotBeRead_isAFault() throws IOException {
        Path latin = Files.write(folder.resolve("latin"), new byte[] {'#', (byte) 0xe4, '\n'});
        Path directory = Files.createDirectory(folder.resolve("directory"));

        assertThat(ClownfishConf.read(folder.resolve("none")).faults())
                .extracting(ConfigFault::text)
                .containsExactly(folder.resolve("none") + ": CORAL-CLUSTER-001: is not there");
        assertThat(ClownfishConf.read(latin).faults().get(0).message()).contains("UTF-8");
        assertThat(ClownfishConf.read(directory).isGood()).isFalse();
    }

    @Test
    void parse_ofAnEmptyFile_isNoCluster() {
        assertThat(ClownfishConf.parse("f", "# nothing yet\n").cluster()).isEqualTo(Cluster.NONE);
    }
}
