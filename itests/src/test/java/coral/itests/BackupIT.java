// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.itests.TestNode.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's data is backed up while it works and comes back into a home that knows nothing. */
class BackupIT {
    private static final int FILES = 60;

    @TempDir
    private Path base;

    private final Map<Path, byte[]> contents = new LinkedHashMap<>();

    @Test
    void backupAmidActions_restoredIntoAFreshHome_losesNoCopy() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        Path backup = base.resolve("backup.tar.gz");
        try (HsmPlace place = HsmPlace.under(base)) {
            List<Path> files = make(place);
            place.hsm("archive", files.subList(0, 30), "--wait");
            place.hsm("release", files.subList(0, 10));
            Process archiving = place.node().start("hsm", words("archive", files.subList(30, 60)));
            Process releasing = place.node().start("hsm", words("release", files.subList(10, 20)));
            place.good("coral", "backup", backup.toString());
            place.node().finish(archiving);
            place.node().finish(releasing);
            // What the backup cannot know: restored, released, archived again with other bytes, removed.
            place.hsm("restore", files.subList(0, 5), "--wait");
            place.hsm("archive", files.subList(30, 60), "--wait");
            place.hsm("release", files.subList(30, 40));
            contents.put(files.get(20), Files.readAllBytes(place.file("g20", 5000)));
            Files.write(files.get(20), contents.get(files.get(20)));
            place.hsm("archive", files.subList(20, 21), "--wait");
            place.hsm("release", files.subList(20, 21));
            place.hsm("remove", files.subList(21, 25), "--wait");
            place.good("coral", "stop");

            try (TestNode fresh = TestNode.fresh()) {
                good(fresh, "coral", "restore", backup.toString());
                good(fresh, "coral", "start");
                assertThat(fresh.run("hsm", "fs", "ls").err())
                        .contains("CORAL-HSM-160", "was restored from backup.tar.gz");
                good(fresh, "hsm", "fs", "rebuild", "probe");
                everyFileIsGood(fresh, files);
                assertThat(good(fresh, "hsm", "state", files.get(21).toString()))
                        .doesNotContain("archived");
                // The tokens of the backup still prove what nobody touched: no archive is needed before a release.
                good(fresh, "hsm", "release", files.get(25).toString());
            }
        }
    }

    @Test
    void restore_whileANodeRuns_orOfSomethingElse_changesNothing() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            good(node, "coral", "start");
            Path conf = Files.writeString(node.home().resolve("conf/mine.conf"), "mine");
            Path folder = Files.createDirectory(base.resolve("backups"));
            String dry = good(node, "coral", "backup", folder.toString(), "--dry-run", "--json");
            assertThat(dry).contains("\"written\":false", "conf/mine.conf");
            assertThat(folder).isEmptyDirectory();
            good(node, "coral", "token", "add", "leaver", "--role", "reader");
            good(node, "coral", "backup", folder.toString());
            String file = only(folder).toString();
            good(node, "coral", "token", "revoke", "leaver");

            Result running = node.run("coral", "restore", file);
            good(node, "coral", "stop");
            Files.writeString(conf, "later");
            Result wrong = node.run("coral", "restore", conf.toString());
            String verified = good(node, "coral", "restore", file, "--dry-run");

            assertThat(running.exit()).isEqualTo(1);
            assertThat(running.err()).contains("CORAL-LAUNCH-005");
            assertThat(wrong.exit()).isEqualTo(1);
            assertThat(wrong.err()).contains("CORAL-CORE-053", conf.toString());
            assertThat(verified).contains("whole", "Nothing was changed");
            assertThat(conf).hasContent("later");

            assertThat(good(node, "coral", "restore", file))
                    .contains("is kept in " + node.home() + "/before-restore-", "Not valid here before: leaver\n");
            assertThat(conf).hasContent("mine");
            good(node, "coral", "start");
            assertThat(good(node, "coral", "token", "ls")).contains("leaver");
        }
    }

    private static Path only(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private List<Path> make(HsmPlace place) throws Exception {
        for (int i = 0; i < FILES; i++) {
            Path file = place.file("f" + i, 1000 + i * 3000);
            contents.put(file, Files.readAllBytes(file));
        }
        return List.copyOf(contents.keySet());
    }

    private void everyFileIsGood(TestNode node, List<Path> files) throws Exception {
        List<Path> released = new ArrayList<>();
        for (Path file : files) {
            if (good(node, "hsm", "state", file.toString()).contains("released")) {
                released.add(file);
            }
        }
        assertThat(released).hasSizeGreaterThan(10);
        assertThat(node.run("hsm", words("restore --wait", released)).exit()).isZero();
        for (Path file : files) {
            assertThat(Files.readAllBytes(file)).as(file.toString()).isEqualTo(contents.get(file));
            assertThat(Files.getAttribute(file, "unix:mode")).isEqualTo(0100644);
        }
    }

    private static String[] words(String verb, List<Path> files) {
        List<String> words = new ArrayList<>(List.of(verb.split(" ")));
        files.forEach(file -> words.add(file.toString()));
        return words.toArray(String[]::new);
    }

    private static String good(TestNode node, String link, String... arguments) throws Exception {
        Result result = node.run(link, arguments);
        assertThat(result.exit())
                .as("%s %s: %s", link, List.of(arguments), result)
                .isZero();
        return result.out();
    }
}
