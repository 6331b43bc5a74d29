// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Test
    void read_ofAFileCutAnywhere_orWithPartsMissing_isRefusedAndNamed() throws IOException {
        String whole = new String(fixture(), StandardCharsets.UTF_8).strip();
        List<String> bad = new ArrayList<>(List.of(
                "null",
                "{\"version\":1}",
                "{\"version\":1,\"fileSystems\":null}",
                "{\"version\":1,\"fileSystems\":[null]}",
                "{\"version\":1,\"fileSystems\":[{}]}",
                whole + whole));
        for (int cut = 0; cut < whole.length(); cut++) {
            bad.add(whole.substring(0, cut));
        }
        Path file = temp.resolve("registry.json");
        for (String content : bad) {
            Files.writeString(file, content);

            assertThatThrownBy(() -> new RegistryFile(temp).read())
                    .as(content)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void read_withAnyBitFlipped_isRefusedWithAMessage_orReadsAsJsonSays() throws IOException {
        byte[] whole = fixture();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(temp.resolve("registry.json"), damaged);
            try {
                assertThat(new RegistryFile(temp).read()).as("bit " + bit).hasSize(1);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("registry.json");
            }
        }
    }

    private static byte[] fixture() throws IOException {
        try (InputStream in = RegistryFileTest.class.getResourceAsStream("registry-v1.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
