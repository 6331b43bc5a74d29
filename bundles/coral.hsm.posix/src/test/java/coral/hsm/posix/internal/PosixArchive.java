// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.core.task.CancelToken;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.MoverAction;
import coral.hsm.mover.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** An archive in a directory of a test, and the actions of one file. */
final class PosixArchive implements AutoCloseable {
    static final String UUID = "7f2a7f0e-9b0f-4a5e-9a43-0a8b7a5f6c11";

    final Path root;
    final PosixMover mover;
    final PosixMetrics metrics = new PosixMetrics();
    final CancelToken cancel = new CancelToken();

    PosixArchive(Path root, Map<String, String> further) throws ProblemException {
        this.root = root;
        PosixMoverType type = new PosixMoverType(metrics, InstantSource.system());
        ArchiveConfig config = config(root, UUID, further);
        type.prepare(config);
        this.mover = (PosixMover) type.open(config);
    }

    static ArchiveConfig config(Path root, String uuid, Map<String, String> further) {
        Map<String, String> options = new HashMap<>(further);
        options.putIfAbsent("root", root.toString());
        return new ArchiveConfig(new ArchiveId(1), "posix", uuid, 2, options);
    }

    Outcome archive(DataFile source, long cookie) throws InterruptedException {
        return mover.archive(action(cookie, Optional.empty()), source);
    }

    ObjectRef archived(DataFile source, long cookie) throws InterruptedException {
        return ((Outcome.Done) archive(source, cookie)).object().orElseThrow();
    }

    Outcome restore(ObjectRef object, DataFile target) throws InterruptedException {
        return mover.restore(action(99, Optional.of(object)), target);
    }

    Outcome remove(ObjectRef object) throws InterruptedException {
        return mover.remove(action(100, Optional.of(object)));
    }

    /** Names of all files beneath the root but the marker. */
    List<String> files() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(p -> !Files.isDirectory(p) && !p.endsWith(ArchiveMarker.NAME))
                    .map(p -> root.relativize(p).toString())
                    .sorted()
                    .toList();
        }
    }

    Path object(ObjectRef ref) {
        return root.resolve("objects").resolve(ref.id().substring(0, 3)).resolve(ref.id());
    }

    static ObjectRef ref(String id) {
        return new ObjectRef(id, Blob.EMPTY, "");
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    MoverAction action(long cookie, Optional<ObjectRef> object) {
        Fid fid = new Fid(0x200000401L, 7, 0);
        return new MoverAction("fs1", fid, new Cookie(cookie), object, Blob.EMPTY, cancel, bytes -> {});
    }

    @Override
    public void close() {
        mover.close();
    }
}
