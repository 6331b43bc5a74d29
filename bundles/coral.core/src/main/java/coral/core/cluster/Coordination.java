// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cluster's hosts agree by on who runs what. */
public sealed interface Coordination {
    /** Hosts that keep the common state: an odd number, three or more; none for {@link None}. */
    List<String> serverHosts();

    /** Nothing: targets are moved by hand. */
    record None() implements Coordination {
        @Override
        public List<String> serverHosts() {
            return List.of();
        }
    }

    /**
     * A host and the address it listens at.
     *
     * @param hostname configured host
     * @param bindAddress an address of it
     */
    record Member(String hostname, String bindAddress) {}

    /**
     * Consul.
     *
     * @param datacenter its name
     * @param encryptKey gossip key; null to make one
     * @param servers keep the state
     * @param clients reach it through an agent
     */
    record Consul(String datacenter, @Nullable Secret encryptKey, List<Member> servers, List<Member> clients)
            implements Coordination {
        /** Copies the lists. */
        public Consul {
            servers = List.copyOf(servers);
            clients = List.copyOf(clients);
        }

        @Override
        public List<String> serverHosts() {
            return servers.stream().map(Member::hostname).toList();
        }
    }

    /**
     * Certificates for TLS.
     *
     * @param caFile absolute path of the authorities that are trusted
     * @param certFile absolute path of the client's certificate; null for none
     * @param keyFile absolute path of its key; null for none
     */
    record Tls(
            String caFile,
            @Nullable String certFile,
            @Nullable String keyFile) {}

    /**
     * etcd.
     *
     * @param serverHosts keep the state
     * @param clientPort where they listen
     * @param prefix of all keys
     * @param tls null for plain HTTP
     */
    record Etcd(
            List<String> serverHosts,
            int clientPort,
            String prefix,
            @Nullable Tls tls) implements Coordination {
        /** Copies the list. */
        public Etcd {
            serverHosts = List.copyOf(serverHosts);
        }
    }

    /**
     * ZooKeeper.
     *
     * @param serverHosts keep the state
     * @param clientPort where they listen
     * @param chroot absolute path of all nodes
     */
    record ZooKeeper(List<String> serverHosts, int clientPort, String chroot) implements Coordination {
        /** Copies the list. */
        public ZooKeeper {
            serverHosts = List.copyOf(serverHosts);
        }
    }
}
