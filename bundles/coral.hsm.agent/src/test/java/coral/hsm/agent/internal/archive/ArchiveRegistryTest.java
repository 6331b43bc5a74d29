// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.fake.ScriptedType;
import coral.hsm.model.ArchiveId;
import coral.hsm.mover.ArchiveConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveRegistryTest {
    private static final String UUID = "01234567-89ab-cdef-0123-456789abcdef";

    @TempDir
    private Path home;

    private final ScriptedType type = new ScriptedType();
    private final MoverTypes types = new MoverTypes();
    private final AtomicInteger changes = new AtomicInteger();

    @BeforeEach
    void addType() {
        types.add(type);
    }

    @Test
    void add_thenRestart_isThereAndOnlyItsOwnerCanReadTheFile() throws Exception {
        ArchiveRegistry registry = registry();
        registry.listen(changes::incrementAndGet);

        assertThat(registry.add(draft("/r"), false)).isTrue();

        assertThat(changes).hasValue(1);
        assertThat(registry().entries()).isEqualTo(registry.entries()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void add_placeRefused_leavesNothingBehind() {
        type.prepareFails = true;

        assertThatThrownBy(() -> registry().add(draft("/r"), false)).isInstanceOf(ProblemException.class);

        assertThat(registry().entries()).isEmpty();
    }

    @Test
    void add_killedWhilePreparing_isNotServedUntilRepeatedWithTheSameUuid() throws Exception {
        type.crashes = true;
        assertThatThrownBy(() -> registry().add(draft("/r"), false)).isInstanceOf(Error.class);
        ArchiveEntry cutShort = registry().entries().get(0);
        assertThat(cutShort.prepared()).isFalse();
        type.crashes = false;

        assertThat(registry().add(draft("/r"), false)).isTrue();

        ArchiveEntry entry = registry().entries().get(0);
        assertThat(entry.prepared()).isTrue();
        assertThat(entry.config().uuid()).isEqualTo(cutShort.config().uuid());
        assertThat(type.prepared)
                .extracting(ArchiveConfig::uuid)
                .containsExactly(entry.config().uuid());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"version\":2,\"archives\":[]} | 'version' is 2; this node reads 1",
                "{\"version\":1,\"archives\":[],\"colour\":1} | the file has an unknown key 'colour'",
                "{\"version\":1,\"archives\":[{\"id\":1,\"colour\":1}]} | an archive has an unknown key 'colour'",
                "{\"version\":1} | 'archives' is no list",
                "{\"version\":1,\"archives\":[ENTRY,ENTRY]} | archive 1 is there twice",
                "{\"version\":1,\"version\":1,\"archives\":[]} | not JSON: Duplicate field 'version'",
                "[] | the file is no object",
                "{ | not JSON: Unexpected end-of-input",
            })
    void file_notAsItShouldBe_isRefusedAndNeverReplaced(String content, String message) throws IOException {
        String entry = "{\"id\":1,\"type\":\"fake\",\"uuid\":\"" + UUID
                + "\",\"threads\":1,\"prepared\":true,\"options\":{\"root\":\"/r\"}}";
        String written = content.replace("ENTRY", entry);
        Files.createDirectories(file().getParent());
        Files.writeString(file(), written);
        ArchiveRegistry registry = registry();

        assertThat(registry.entries()).isEmpty();
        assertThat(registry.problem()).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo("CORAL-HSM-020");
            assertThat(problem.message()).startsWith(file() + ": " + message);
        });
        assertThatThrownBy(() -> registry.add(draft("/r"), false)).hasMessageContaining("CORAL-HSM-020");
        assertThat(file()).hasContent(written);
    }

    @Test
    void file_ofVersion1_isReadForEver() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), """
                {"version":1,"archives":[{"id":4294967295,"type":"fake","uuid":"%s","threads":8,\
                "prepared":true,"options":{"hash":"sha256","root":"/r"}}]}
                """.formatted(UUID));

        assertThat(registry().entries())
                .containsExactly(new ArchiveEntry(
                        new ArchiveConfig(
                                new ArchiveId(4294967295L), "fake", UUID, 8, Map.of("hash", "sha256", "root", "/r")),
                        true));
    }

    @Test
    void homeMissing_add_saysWhichFile() {
        ArchiveRegistry registry = new ArchiveRegistry(new ArchiveStore(home.resolve("nosuch")), types);

        assertThatThrownBy(() -> registry.add(draft("/r"), false))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CORAL-HSM-021")
                .hasMessageContaining("nosuch/data/coral.hsm.agent/archives.json");
    }

    @ParameterizedTest
    @CsvSource({"root,root,0", "rot,root,1", "hsah,hash,2", "x,root,4", "'',abc,3"})
    void distance_ofTwoWords_countsEdits(String from, String to, int edits) {
        assertThat(ArchiveOptions.distance(from, to)).isEqualTo(edits);
    }

    private ArchiveRegistry registry() {
        return new ArchiveRegistry(new ArchiveStore(home), types);
    }

    private Path file() {
        return home.resolve("data/coral.hsm.agent/archives.json");
    }

    private static ArchiveDraft draft(String root) {
        return new ArchiveDraft(new ArchiveId(1), "fake", 1, Map.of("root", root), false);
    }
}
