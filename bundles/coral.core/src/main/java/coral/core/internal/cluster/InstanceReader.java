// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Target.Backend;
import coral.core.cluster.Target.Instance;
import coral.core.internal.cluster.Faults.Kind;
import coral.core.lustre.Nid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code [[….instances]]}: the places where one target can run. */
final class InstanceReader {
    private static final Pattern DATASET = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]*(/[A-Za-z0-9_.:-]+)+");
    private static final String NIDS =
            "a NID such as 10.0.0.1@tcp or 192.168.1.1@o2ib1 is needed, or some with commas between them";

    private final References references;
    private final Faults faults;
    private final String part;

    /** @param part what runs there, for messages: {@code MDT} */
    InstanceReader(References references, String part) {
        this.references = references;
        this.faults = references.faults();
        this.part = part;
    }

    List<Instance> read(Section target, Backend backend) {
        List<Instance> instances = new ArrayList<>();
        Set<String> hosts = new HashSet<>();
        for (Section entry : target.tables("instances")) {
            Optional<Text> host = entry.needed("hostname", "the name of a configured host is needed");
            host.filter(text -> text.host(faults).isPresent()).ifPresent(text -> {
                references.lustreOn(text, part);
                if (!hosts.add(text.value())) {
                    faults.add(Kind.TWICE, text.at(), "is the host of another instance of this " + part + " too");
                }
            });
            instances.add(instance(entry, host.map(Text::value).orElse(""), backend, target));
            entry.close();
        }
        if (instances.isEmpty()) {
            faults.add(
                    Kind.COUNT,
                    target.at("instances"),
                    "has no entry; the " + part + " needs one for each host that it can run on");
        }
        return instances;
    }

    private Instance instance(Section entry, String host, Backend backend, Section target) {
        Optional<Text> device =
                entry.needed("device", "the device is needed").filter(text -> isDevice(text, backend, target));
        Optional<Text> mount = entry.needed("mnt", "the absolute path of a mount point is needed")
                .filter(text -> text.path(faults).isPresent());
        if (!host.isEmpty()) {
            device.ifPresent(text -> faults.claim("on host " + host + " the device", text.value(), text.at()));
            mount.ifPresent(text -> faults.claim("on host " + host + " the mount point", text.value(), text.at()));
        }
        Optional<Text> create = entry.text("zpool_create", "the command that makes the pool is allowed");
        if (create.isPresent() && backend != Backend.ZFS) {
            faults.add(
                    Kind.EXCLUDES, entry.at("zpool_create"), "excludes backfstype = \"ldiskfs\"; it is for zfs alone");
        }
        return new Instance(
                host,
                device.map(Text::value).orElse(""),
                nids(entry),
                mount.map(Text::value).orElse(""),
                create.map(Text::value).orElse(null));
    }

    private boolean isDevice(Text device, Backend backend, Section target) {
        if (backend == Backend.LDISKFS) {
            return device.path(faults).isPresent();
        }
        // Told where zpool_name stands if it is none.
        String pool = target.text("zpool_name", "").map(Text::value).orElse("");
        boolean isDataset = DATASET.matcher(device.value()).matches();
        boolean inPool = pool.isEmpty() || device.value().startsWith(pool + "/");
        if (!isDataset || !inPool) {
            String example = pool.isEmpty() ? "pool" : pool;
            faults.add(
                    Kind.NOT_ALLOWED,
                    device.at(),
                    "is not allowed; for zfs a dataset of the pool is, without a leading '/', such as " + example
                            + "/ost0");
        }
        return isDataset && inPool;
    }

    private List<Nid> nids(Section entry) {
        List<Nid> nids = new ArrayList<>();
        Optional<Text> list = entry.needed("nid", NIDS);
        for (String one : list.map(text -> text.value().split(",", -1)).orElse(new String[0])) {
            Text text = new Text(list.get().at().valued(one.strip()), one.strip());
            text.as(faults, Nid::parse, hint(text.value()) + NIDS).ifPresent(nids::add);
        }
        return nids;
    }

    private static String hint(String text) {
        boolean isBare = !text.contains("@") && Nid.parse(text + "@tcp").isPresent();
        return isBare ? "did you mean " + text + "@tcp? " : "";
    }
}
