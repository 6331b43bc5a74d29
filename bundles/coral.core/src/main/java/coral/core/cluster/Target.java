// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import coral.core.lustre.Nid;
import coral.core.lustre.TargetName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target of the cluster and the places where it can run. Immutable.
 *
 * @param name an MGS with its own device, an MDT or an OST
 * @param withMgs whether the MGS of the file system is on the same device; only for an MDT
 * @param backend what is on the device
 * @param zpoolName the pool; null unless the backend is ZFS
 * @param instances where it can run, one or more, on different hosts, preferred ones first
 */
public record Target(
        TargetName name,
        boolean withMgs,
        Backend backend,
        @Nullable String zpoolName,
        List<Instance> instances) {
    /** What a target keeps its objects in. */
    public enum Backend {
        LDISKFS,
        ZFS
    }

    /**
     * One place where a target can run.
     *
     * @param hostname configured host
     * @param device absolute path of the device, or dataset {@code pool/name} of ZFS
     * @param nids addresses of the host that clients and servers reach the target by, one or more
     * @param mountPoint absolute path
     * @param zpoolCreate command that makes the pool; null if it is there
     */
    public record Instance(
            String hostname,
            String device,
            List<Nid> nids,
            String mountPoint,
            @Nullable String zpoolCreate) {
        /** Copies the list. */
        public Instance {
            nids = List.copyOf(nids);
        }
    }

    /** Copies the list. */
    public Target {
        instances = List.copyOf(instances);
    }

    /** Whether an MGS runs where it runs. */
    public boolean isMgs() {
        return withMgs || name.kind() == TargetName.Kind.MGS;
    }

    /** Hosts it can run on, preferred ones first. */
    public List<String> hosts() {
        return instances.stream().map(Instance::hostname).toList();
    }
}
