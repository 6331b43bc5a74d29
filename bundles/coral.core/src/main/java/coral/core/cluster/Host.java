// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One host of the cluster. Immutable.
 *
 * @param name as it is reached
 * @param ssh how it is reached
 * @param fsServer whether Lustre's server packages are wanted although no target is on it
 * @param fsClient the same for the client's
 * @param distributionId which of the {@link FsDistribution}s it gets; null for the default
 * @param standalone only there to be reached
 * @param onlyConsul only there for coordination
 * @param power how it is switched on and off; null if it cannot be
 */
public record Host(
        String name,
        Ssh ssh,
        boolean fsServer,
        boolean fsClient,
        @Nullable String distributionId,
        boolean standalone,
        boolean onlyConsul,
        @Nullable Power power) {
    /**
     * How a host is reached.
     *
     * @param port 1 to 65535
     * @param identityFile absolute path of a private key; null for the usual ones
     */
    public record Ssh(int port, @Nullable String identityFile) {
        /** Port 22 and the usual keys. */
        public static final Ssh USUAL = new Ssh(22, null);
    }

    /** How a host is switched on and off. */
    public sealed interface Power {}

    /**
     * By the management controller of the machine.
     *
     * @param interfaceName as ipmitool's {@code -I} takes it: {@code lanplus}
     * @param username of the controller
     * @param password of the controller
     * @param hostname of the controller
     * @param port of the controller
     */
    public record Ipmi(String interfaceName, String username, Secret password, String hostname, int port)
            implements Power {}

    /**
     * A virtual machine.
     *
     * @param server configured host on which it runs
     * @param domainName what libvirt calls it
     */
    public record Libvirt(String server, String domainName) implements Power {}

    /** Whether it has none of Lustre's parts. */
    public boolean isWithoutLustre() {
        return standalone || onlyConsul;
    }

    /** Names of hosts in the order of the list. */
    public static List<String> names(List<Host> hosts) {
        return hosts.stream().map(Host::name).toList();
    }
}
