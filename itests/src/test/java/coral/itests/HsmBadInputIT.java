// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.itests.TestNode.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong: a code, the thing, what is allowed, the right exit code, and nothing changed. */
class HsmBadInputIT {
    private static final int ENOENT = 2;
    private static final int EISDIR = 21;
    private static final int USAGE = 64;

    @TempDir
    private static Path base;

    private static HsmPlace place;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        place = HsmPlace.under(base);
    }

    @AfterAll
    static void stop() throws Exception {
        if (place != null) {
            place.close();
        }
    }

    @Test
    void pathOutsideEveryFileSystem_namesTheOnesThereAre() throws Exception {
        Result result = place.node().run("hsm", "archive", "/etc/hostname");

        assertThat(result.exit()).isNotZero();
        assertThat(result.err())
                .contains("CORAL-HSM-", "/etc/hostname", place.files().toString());
    }

    @Test
    void absentFile_isEnoent_andTheOthersGoOn() throws Exception {
        Path good = place.file("good", 10);

        Result result = place.node().run("hsm", "archive", "--wait", place.files() + "/none", good.toString());

        assertThat(result.exit()).isEqualTo(ENOENT);
        assertThat(result.err()).contains("CORAL-HSM-", "none");
        assertThat(place.hsm("state", List.of(good))).contains("archived");
    }

    @Test
    void directory_whereAFileIsNeeded_isEisdir() throws Exception {
        Result result = place.node().run("hsm", "archive", place.files().toString());

        assertThat(result.exit()).isEqualTo(EISDIR);
        assertThat(result.err()).contains("CORAL-HSM-", "--recursive");
    }

    @Test
    void unknownArchive_isRefused_namingTheOnesThereAre() throws Exception {
        Path file = place.file("far", 10);

        Result result = place.node().run("hsm", "archive", "--archive", "77", file.toString());

        assertThat(result.exit()).isEqualTo(ENOENT);
        assertThat(result.err()).contains("CORAL-HSM-", "77", "1");
        assertThat(place.hsm("state", List.of(file))).doesNotContain("exists");
    }

    @Test
    void requestsForAnArchiveThatGoes_areNamedByStatus() throws Exception {
        Path root = Files.createDirectory(base.resolve("fourth"));
        place.good("hsm", "archives", "add", "4", "--type", "posix", "--root", root.toString());
        Path file = place.file("waits", 10);
        place.hsm("archive", List.of(file), "--archive", "4", "--wait");
        Files.write(file, new byte[] {1});
        place.good("hsm", "archives", "remove", "4");

        Result wait = place.node().run("hsm", "archive", "--wait", "--timeout-seconds", "2", file.toString());
        String status = place.good("hsm", "status");

        assertThat(wait.err()).contains("wait for archive 4: there is no such archive");
        assertThat(status).contains("1 requests wait for archive 4: there is no such archive");
        place.hsm("cancel", List.of(file));
        assertThat(place.good("hsm", "status")).doesNotContain("wait for archive 4");
    }

    @Test
    void twoArchivesWithOneId_areRefused() throws Exception {
        Path other = Files.createDirectory(base.resolve("other"));

        Result result = place.node().run("hsm", "archives", "add", "1", "--type", "posix", "--root", other.toString());

        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("CORAL-HSM-", "1");
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void unknownOptionOfAMover_namesTheAllowedOnes() throws Exception {
        Path other = Files.createDirectory(base.resolve("typo"));

        Result result = place.node()
                .run("hsm", "archives", "add", "2", "--type", "posix", "--root", other.toString(), "--hsah", "sha256");

        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("hsah", "hash");
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void wrongUsage_is64() throws Exception {
        assertThat(place.node().run("hsm", "archive").exit()).isEqualTo(USAGE);
        assertThat(place.node().run("hsm", "archive", "--nonsense", "x").exit()).isEqualTo(USAGE);
    }

    @Test
    void missingMarker_takesTheArchiveOffline_andNothingIsWritten() throws Exception {
        Path root = Files.createDirectory(base.resolve("second"));
        place.good("hsm", "archives", "add", "3", "--type", "posix", "--root", root.toString());
        Path file = place.file("offline", 100);
        Path away = Files.move(root, base.resolve("second-away"));
        Files.createDirectory(root);

        Result archive = place.node()
                .run("hsm", "archive", "--archive", "3", "--wait", "--timeout-seconds", "3", file.toString());
        String state = place.hsm("state", List.of(file));
        String status = place.good("hsm", "status");

        assertThat(archive.exit()).isNotZero();
        assertThat(state).doesNotContain("archived");
        assertThat(root).isEmptyDirectory();
        assertThat(status).contains("CORAL-POSIX-");

        Files.delete(root);
        Files.move(away, root);
        place.hsm("archive", List.of(file), "--archive", "3", "--wait");
        assertThat(place.hsm("state", List.of(file))).contains("archived");
    }

    @Test
    void twoArchivesWithOneId_areServedByNobody_andTheFileIsNamed() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            Path file = Files.createDirectories(node.home().resolve("data/coral.hsm.agent"))
                    .resolve("archives.json");
            String one = "{\"id\": 1, \"type\": \"posix\", \"uuid\": \"ea05fae6-609e-4655-bd76-fa139d24a7b7\","
                    + " \"threads\": 4, \"prepared\": true, \"options\": {\"root\": \"/nowhere\"}}";
            Files.writeString(file, "{\"version\": 1, \"archives\": [" + one + ", " + one + "]}");
            node.run("coral", "start");

            Result status = node.run("hsm", "status");

            assertThat(status.exit()).isNotZero();
            assertThat(status.err()).contains("CORAL-HSM-020", file.toString(), "archive 1 is there twice");
            assertThat(status.out()).doesNotContain("no archive");
        }
    }

    @Test
    void damagedCopy_isEio_andTheFileStaysReleased() throws Exception {
        Path file = place.file("damaged", 100_000);
        byte[] content = Files.readAllBytes(file);
        place.hsm("archive", List.of(file), "--wait");
        Path object = newestObject();
        place.hsm("release", List.of(file));
        byte[] copy = Files.readAllBytes(object);
        byte[] broken = copy.clone();
        broken[5000] ^= 1;
        Files.write(object, broken);

        Result restore = place.node().run("hsm", "restore", "--wait", file.toString());

        assertThat(restore.exit()).isEqualTo(5);
        assertThat(restore.err()).contains("CORAL-HSM-006", "damaged object", "recorded is");
        assertThat(place.node().run("hsm", "requests", "--all", "--json").out())
                .contains("\"errno\":\"EIO\",\"reason\":\"", "damaged object");
        assertThat(place.hsm("state", List.of(file))).contains("released");
        Files.write(object, copy);
        place.hsm("restore", List.of(file), "--wait");
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void names_of255Bytes_thatAreNoUtf8_goThere_andBack() throws Exception {
        Result result = place.node()
                .script("cd " + place.files() + " && n=$(printf 'x\\377\\376%0252d' 0) && echo hello >\"$n\""
                        + " && hsm archive --wait \"$n\" && hsm release \"$n\" && hsm state \"$n\" && hsm restore --wait \"$n\""
                        + " && cat \"$n\"");

        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .startsWith("x\u00ff\u00fe0")
                .contains("released exists archived")
                .endsWith("hello\n");
    }

    private static Path newestObject() throws Exception {
        try (var files = Files.walk(place.archive().resolve("objects"))) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparing(f -> f.toFile().lastModified()))
                    .orElseThrow();
        }
    }
}
