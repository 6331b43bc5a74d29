// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.shell.Words;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.mover.MoverType;
import picocli.CommandLine.IFactory;

/** What is here now, for completion. */
final class Known {
    private Known() {}

    /** Makes the words below. */
    static IFactory factory(Context context) {
        return Words.factory(new ArchiveIds(context), new FileSystemNames(context), new MoverTypeNames(context));
    }

    /** Ids of the archives. */
    static final class ArchiveIds extends Words {
        private ArchiveIds(Context context) {
            super(() -> context.agent().registry().entries().stream()
                    .map(entry -> entry.config().id().toString())
                    .toList());
        }
    }

    /** Names of the file systems. */
    static final class FileSystemNames extends Words {
        private FileSystemNames(Context context) {
            super(() -> context.fileSystems().all().stream()
                    .map(HsmFileSystem::name)
                    .toList());
        }
    }

    /** Names of the mover types. */
    static final class MoverTypeNames extends Words {
        private MoverTypeNames(Context context) {
            super(() ->
                    context.agent().types().all().stream().map(MoverType::name).toList());
        }
    }
}
