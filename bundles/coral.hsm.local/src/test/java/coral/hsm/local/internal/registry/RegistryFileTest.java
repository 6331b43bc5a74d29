// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFileTest {
    private static final Registration TOUR =
            new Registration("tour", "/srv/files", "00000000-0000-4000-8000-000000000000");

    @TempDir
    private Path temp;

    /** Every later Coral must read it. */
    @Test
    void fixtureOfVersion1_isWhatIsReadAndWritten() throws IOException {
        Path file = Files.write(temp.resolve("registry.json"), fixture());

        assertThat(new RegistryFile(temp).read()).containsExactly(TOUR);
        Files.delete(file);
        new RegistryFile(temp).write(List.of(TOUR));
        assertThat(file).hasBinaryContent(fixture());
    }

    @Test
    void read_ofANewerVersion_namesFileAndVersions_andChangesNothing() throws IOException {
        String newer = new String(fixture(), StandardCharsets.UTF_8).replace("\"version\":1", "\"version\":2");
        Path file = Files.writeString(temp.resolve("registry.json"), newer);

        assertThatThrownBy(() -> new RegistryFile(temp).read())
                .hasMessageContaining(file.toString())
                .hasMessageContaining("version 2, known is 1");
        assertThat(file).hasContent(newer);
    }

    private static byte[] fixture() throws IOException {
        try (InputStream in = RegistryFileTest.class.getResourceAsStream("registry-v1.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
