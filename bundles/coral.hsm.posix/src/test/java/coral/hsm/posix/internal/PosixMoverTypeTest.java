// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import coral.core.posix.Errno;
import coral.core.problem.ProblemException;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosixMoverTypeTest {
    private static final String OTHER = "00000000-0000-4000-8000-000000000000";

    private final PosixMoverType type = new PosixMoverType(new PosixMetrics());

    @TempDir
    private Path root;

    @Test
    void options_areRootAndHash() {
        assertThat(type.name()).isEqualTo("posix");
        assertThat(type.options())
                .extracting(MoverOption::key, MoverOption::defaultValue)
                .containsExactly(tuple("root", Optional.empty()), tuple("hash", Optional.of("crc32c")));
    }

    @Test
    void openAndPrepare_withBadOption_nameKeyValueAndWhatIsAllowed() {
        assertRefused(Map.of("rot", "/x"), "CORAL-POSIX-001", "unknown option 'rot', allowed are root, hash");
        assertRefused(Map.of("hash", "md5"), "CORAL-POSIX-003", "'hash' is 'md5', allowed are crc32c, sha256");
        assertRefused(Map.of("root", "a/b"), "CORAL-POSIX-002", "'root' is 'a/b'; it must be an absolute path");
        assertRefused(Map.of("root", "/a\0b"), "CORAL-POSIX-002", "'root' is '/a\\x00b'");
        ArchiveConfig none = new ArchiveConfig(config(OTHER, Map.of()).id(), "posix", OTHER, 1, Map.of());
        assertProblem(() -> type.open(none), "CORAL-POSIX-002", Errno.EINVAL, "'root' is missing");
    }

    @Test
    void owner_isWhoseMarkThePlaceBears_andChangesNothing() throws Exception {
        assertThat(type.owner(config(OTHER, Map.of()))).isEmpty();
        assertThat(root).isEmptyDirectory();

        type.prepare(config(PosixArchive.UUID, Map.of()));

        assertThat(type.owner(config(OTHER, Map.of()))).contains(PosixArchive.UUID);
    }

    @Test
    void prepare_ofEmptyDirectory_marksItAndMayBeRepeated() throws Exception {
        type.prepare(config(PosixArchive.UUID, Map.of()));
        String marker = Files.readString(root.resolve(".coral-archive"));
        type.prepare(config(PosixArchive.UUID, Map.of()));

        assertThat(marker)
                .isEqualTo("{\"format\":\"coral-posix-archive\",\"version\":1,\"compat\":0,\"roCompat\":0,"
                        + "\"incompat\":0,\"uuid\":\"" + PosixArchive.UUID + "\"}\n")
                .isEqualTo(Files.readString(root.resolve(".coral-archive")));
        assertThat(root.toFile().list()).containsExactlyInAnyOrder(".coral-archive", "objects", "staging");
    }

    @Test
    void prepare_forASecondArchive_isRefused() throws Exception {
        type.prepare(config(PosixArchive.UUID, Map.of()));

        assertProblem(
                () -> type.prepare(config(OTHER, Map.of())),
                "CORAL-POSIX-021",
                Errno.EEXIST,
                "belongs to archive " + PosixArchive.UUID);
    }

    @Test
    void prepare_ofDirectoryThatHoldsSomething_isRefusedAndChangesNothing() throws Exception {
        Files.writeString(root.resolve("thesis.tex"), "x");

        assertProblem(() -> type.prepare(config(OTHER, Map.of())), "CORAL-POSIX-022", Errno.ENOTEMPTY, "'thesis.tex'");
        assertThat(root.toFile().list()).hasSize(1);
    }

    @Test
    void prepare_ofWhatIsNoDirectory_isRefused() throws Exception {
        Path file = Files.createFile(root.resolve("f"));

        assertProblem(
                () -> type.prepare(config(OTHER, Map.of("root", file.toString()))),
                "CORAL-POSIX-020",
                Errno.ENOTDIR,
                file.toString());
        assertProblem(
                () -> type.prepare(config(OTHER, Map.of("root", root + "/none"))),
                "CORAL-POSIX-020",
                Errno.ENOENT,
                root + "/none");
    }

    @Test
    void prepare_afterACrashBeforeItsMarker_works() throws Exception {
        Files.createDirectory(root.resolve("objects"));
        Files.createDirectory(root.resolve("lost+found"));
        Files.createFile(root.resolve(".coral-archive." + OTHER));

        type.prepare(config(PosixArchive.UUID, Map.of()));

        try (Mover mover = type.open(config(PosixArchive.UUID, Map.of()))) {
            assertThat(((PosixMover) mover).offline()).isEmpty();
        }
    }

    @Test
    void prepare_ofObjectsThatLostTheirMarker_isRefused() throws Exception {
        Files.createDirectories(root.resolve("objects/aa"));

        assertProblem(() -> type.prepare(config(OTHER, Map.of())), "CORAL-POSIX-022", Errno.ENOTEMPTY, "'objects'");
    }

    @Test
    void prepare_ofForeignMarker_isRefused() throws Exception {
        Files.writeString(root.resolve(".coral-archive"), "x");

        assertProblem(() -> type.prepare(config(OTHER, Map.of())), "CORAL-POSIX-023", Errno.EEXIST, "not understood");
        assertThat(root.toFile().list()).hasSize(1);
    }

    @Test
    void open_ofMissingRoot_isOfflineAndNoError() throws Exception {
        for (String hash : List.of("crc32c", "sha256")) {
            try (Mover mover = type.open(config(OTHER, Map.of("root", root + "/none", "hash", hash)))) {
                assertThat(((PosixMover) mover).offline())
                        .hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("CORAL-POSIX-010"));
            }
        }
    }

    private void assertRefused(Map<String, String> options, String code, String part) {
        assertProblem(() -> type.open(config(OTHER, options)), code, Errno.EINVAL, part);
        assertProblem(() -> type.prepare(config(OTHER, options)), code, Errno.EINVAL, part);
    }

    private static void assertProblem(ThrowingCallable call, String code, Errno errno, String part) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo(code);
            assertThat(e.problem().errno()).isEqualTo(errno);
            assertThat(e.problem().message()).contains(part);
        });
    }

    private ArchiveConfig config(String uuid, Map<String, String> options) {
        return PosixArchive.config(root, uuid, options);
    }
}
