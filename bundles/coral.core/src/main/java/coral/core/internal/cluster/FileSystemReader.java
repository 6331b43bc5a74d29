// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.FileSystem;
import coral.core.cluster.FileSystem.ClientMount;
import coral.core.cluster.Target;
import coral.core.internal.cluster.Faults.Kind;
import coral.core.lustre.FsName;
import coral.core.lustre.TargetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code [[filesystems]]}. */
final class FileSystemReader {
    private static final String NAME = "1 to " + FsName.MAX_LENGTH + " letters, digits, '-' and '_' are allowed";

    private final References references;
    private final Faults faults;
    private final TargetReader targets;

    FileSystemReader(References references, TargetReader targets) {
        this.references = references;
        this.faults = references.faults();
        this.targets = targets;
    }

    List<FileSystem> fileSystems(Section root) {
        List<FileSystem> fileSystems = new ArrayList<>();
        for (Section entry : root.tables("filesystems")) {
            Optional<Text> text = entry.needed("fsname", NAME);
            text.ifPresent(name -> faults.claim("file system", name.value(), name.at()));
            Optional<FsName> name = text.flatMap(one -> one.as(faults, FsName::parse, NAME));
            Optional<Text> mgsId = entry.text("mgs_id", "the mgs_id of an entry of [[mgs_list]] is allowed");
            mgsId.ifPresent(id -> references.use(References.Of.MGS, id));
            TargetReader.Names names = (kind, index) -> name.map(fs -> new TargetName.Indexed(fs, kind, index));
            List<Target> mdts = targets.indexed(entry, TargetName.Kind.MDT, names);
            checkMgs(entry, mgsId.isPresent());
            checkFirst(entry, "mdts", "MDT");
            List<Target> osts = targets.indexed(entry, TargetName.Kind.OST, names);
            if (entry.tables("osts").isEmpty()) {
                faults.add(Kind.COUNT, entry.at("osts"), "has no entry; a file system needs an OST");
            }
            List<ClientMount> mounts = mounts(entry);
            entry.close();
            String id = mgsId.map(Text::value).orElse(null);
            name.ifPresent(fs -> fileSystems.add(new FileSystem(fs, id, mdts, osts, mounts)));
        }
        return fileSystems;
    }

    /** Exactly one MGS: its own, or with one MDT. */
    private void checkMgs(Section entry, boolean hasId) {
        List<Section> with = entry.tables("mdts").stream()
                .filter(mdt -> mdt.flagIsSet("is_mgs"))
                .toList();
        if (hasId) {
            with.forEach(mdt -> faults.add(
                    Kind.EXCLUDES, mdt.at("is_mgs"), "excludes mgs_id of the file system; one of the two is allowed"));
            return;
        }
        if (with.isEmpty()) {
            faults.add(Kind.COUNT, entry.at(), "has no MGS; either mgs_id or one MDT with is_mgs = true is needed");
        }
        with.stream()
                .skip(1)
                .forEach(mdt -> faults.add(
                        Kind.COUNT, mdt.at("is_mgs"), "is true for another MDT too; one of them is allowed"));
    }

    /** Lustre's root directory is on the MDT of index 0. */
    private void checkFirst(Section entry, String key, String what) {
        boolean zero = entry.tables(key).stream()
                .anyMatch(mdt -> mdt.number("index", 0, TargetName.MAX_INDEX).orElse(0) == 0);
        if (!zero) {
            faults.add(Kind.COUNT, entry.at(key), "has no " + what + " of index 0, which a file system needs");
        }
    }

    private List<ClientMount> mounts(Section fileSystem) {
        String hosts = "a name or a list of names is needed, ranges such as client[1-8] too";
        List<ClientMount> mounts = new ArrayList<>();
        for (Section entry : fileSystem.tables("clients")) {
            if (!entry.has("hostname")) {
                entry.missing("hostname", hosts);
            }
            List<Text> names = Text.spelled(faults, entry.texts("hostname", hosts));
            Optional<Text> mount = entry.needed("mnt", "the absolute path of a mount point is needed")
                    .filter(text -> text.path(faults).isPresent());
            for (Text name : names) {
                references.lustreOn(name, "client");
                mount.ifPresent(
                        path -> faults.claim("on host " + name.value() + " the mount point", path.value(), path.at()));
                mounts.add(new ClientMount(name.value(), mount.map(Text::value).orElse("")));
            }
            entry.close();
        }
        return mounts;
    }
}
