// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.internal.ssh.SshHosts;
import coral.core.ssh.Host;
import coral.core.ssh.HostDirectory.Entry;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A host and how it is reached, as {@code --json} and HTTP show it.
 *
 * @param local whether it is the one that the node runs on, which needs no SSH
 */
public record HostView(
        String name,
        String address,
        int port,
        String user,
        List<String> identityFiles,
        String jump,
        List<String> groups,
        boolean local) {
    static HostView of(Host host, Map<String, Entry> known, SshHosts ssh) {
        Host complete = ssh.complete(host);
        Entry entry = known.get(host.name());
        return new HostView(
                host.name(),
                complete.address(),
                complete.port(),
                complete.user(),
                complete.identityFiles(),
                complete.jump(),
                entry == null ? List.of() : List.copyOf(new TreeSet<>(entry.groups())),
                ssh.isLocal(host));
    }
}
