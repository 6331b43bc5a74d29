// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Target;
import coral.core.cluster.Target.Backend;
import coral.core.cluster.Target.Instance;
import coral.core.internal.cluster.Faults.At;
import coral.core.internal.cluster.Faults.Kind;
import coral.core.lustre.TargetName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code [[mgs_list]]}, {@code [[filesystems.mdts]]}, {@code [[filesystems.osts]]} and their instances. */
final class TargetReader {
    private final References references;
    private final Faults faults;

    TargetReader(References references) {
        this.references = references;
        this.faults = references.faults();
    }

    /** What is on the device, and the pool if there is one. */
    private record Storage(Backend backend, @Nullable String zpoolName) {}

    List<Target> mgsList(Section root) {
        List<Target> list = new ArrayList<>();
        for (Section entry : root.tables("mgs_list")) {
            Optional<Text> id = entry.needed("mgs_id", "a name of letters, digits, '-' and '_' is needed");
            id.ifPresent(text -> references.define(References.Of.MGS, text));
            Optional<TargetName> name = id.flatMap(text -> text.as(
                    faults,
                    one -> TargetName.Mgs.isId(one) ? Optional.of(new TargetName.Mgs(one)) : Optional.empty(),
                    "1 to 64 letters, digits, '-' and '_' are allowed, but nothing that reads as an MDT or OST"));
            Storage storage = storage(entry);
            List<Instance> instances = new InstanceReader(references, "MGS").read(entry, storage.backend);
            for (Section instance : entry.tables("instances")) {
                // LNet and the mount of an MGS leave room for one on a host.
                instance.text("hostname", "")
                        .ifPresent(host -> faults.claim("an MGS on host", host.value(), host.at()));
            }
            entry.close();
            name.ifPresent(mgs -> list.add(new Target(mgs, false, storage.backend, storage.zpoolName, instances)));
        }
        return list;
    }

    /** MDTs or OSTs by index; none where the file system's own name is not known. */
    List<Target> indexed(Section fileSystem, TargetName.Kind kind, Names names) {
        String key = kind == TargetName.Kind.MDT ? "mdts" : "osts";
        List<Target> targets = new ArrayList<>();
        for (Section entry : fileSystem.tables(key)) {
            int index = entry.number("index", 0, TargetName.MAX_INDEX).orElse(-1);
            if (!entry.has("index")) {
                entry.missing("index", "a whole number from 0 to " + TargetName.MAX_INDEX + " is needed");
            }
            if (index >= 0) {
                String label =
                        names.of(kind, 0).map(any -> any.fsName() + "'s ").orElse("");
                faults.claim(label + kind + " of index", Integer.toString(index), entry.at("index"));
            }
            boolean withMgs = kind == TargetName.Kind.MDT && entry.flag("is_mgs");
            Storage storage = storage(entry);
            List<Instance> instances = new InstanceReader(references, kind.name()).read(entry, storage.backend);
            entry.close();
            names.of(kind, Math.max(index, 0))
                    .ifPresent(name ->
                            targets.add(new Target(name, withMgs, storage.backend, storage.zpoolName, instances)));
        }
        targets.sort(Comparator.comparing(Target::name));
        return targets;
    }

    /** Names of the targets of one file system. */
    interface Names {
        /** Empty where the file system's own name is not known. */
        Optional<TargetName.Indexed> of(TargetName.Kind kind, int index);
    }

    private Storage storage(Section entry) {
        Optional<Backend> backend = entry.needed("backfstype", "\"ldiskfs\" or \"zfs\" is needed")
                .flatMap(text -> text.as(faults, TargetReader::backend, "ldiskfs and zfs are allowed"));
        Optional<Text> pool = entry.text("zpool_name", "the name of a pool is allowed")
                .filter(text -> text.isNotEmpty(faults, "the name of a pool is allowed"));
        if (backend.filter(Backend.ZFS::equals).isPresent() && !entry.has("zpool_name")) {
            entry.missing("zpool_name", "the name of the pool is needed for zfs");
        }
        if (backend.filter(Backend.LDISKFS::equals).isPresent() && pool.isPresent()) {
            At at = pool.get().at();
            faults.add(Kind.EXCLUDES, at, "excludes backfstype = \"ldiskfs\"; it is for zfs alone");
        }
        return new Storage(
                backend.orElse(Backend.LDISKFS), pool.map(Text::value).orElse(null));
    }

    private static Optional<Backend> backend(String text) {
        return switch (text) {
            case "ldiskfs" -> Optional.of(Backend.LDISKFS);
            case "zfs" -> Optional.of(Backend.ZFS);
            default -> Optional.empty();
        };
    }
}
