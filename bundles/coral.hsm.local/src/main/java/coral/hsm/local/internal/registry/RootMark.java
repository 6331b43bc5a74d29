// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.ErrnoException;
import coral.core.posix.OpenFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The mark on a registered root directory, by which a missing mount or another file system is told. */
final class RootMark {
    private static final String NAME = ".coral.hsm.root";

    private final String namespace;

    RootMark(String namespace) {
        this.namespace = namespace;
    }

    Optional<String> read(String path) throws ErrnoException {
        try (Directory directory = Directory.at(path);
                OpenFile root = directory.open(".", Access.READ)) {
            return root.xattrs().get(namespace + NAME).map(b -> new String(b, StandardCharsets.UTF_8));
        }
    }

    void write(String path, String uuid) throws ErrnoException {
        try (Directory directory = Directory.at(path);
                OpenFile root = directory.open(".", Access.READ)) {
            root.xattrs().set(namespace + NAME, uuid.getBytes(StandardCharsets.UTF_8));
            root.sync();
        }
    }

    void remove(String path) throws ErrnoException {
        try (Directory directory = Directory.at(path);
                OpenFile root = directory.open(".", Access.READ)) {
            root.xattrs().remove(namespace + NAME);
        }
    }
}
