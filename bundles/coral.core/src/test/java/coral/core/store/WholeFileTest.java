// SPDX-License-Identifier: Apache-2.0
package coral.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path temp;

    @Test
    void replace_setsContentAndPermissions_overWhatACrashLeft() throws IOException {
        Path file = temp.resolve("f.json");
        Files.writeString(temp.resolve(".f.json.new"), "half");

        WholeFile.replace(file, "one".getBytes(StandardCharsets.UTF_8), 0600);
        WholeFile.replace(file, new byte[0], 0640);

        assertThat(WholeFile.read(file)).hasValue(new byte[0]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(temp).isDirectoryContaining(p -> p.endsWith("f.json"));
        assertThat(temp.resolve(".f.json.new")).doesNotExist();
    }

    @Test
    void read_ofNoFile_isEmpty() throws IOException {
        assertThat(WholeFile.read(temp.resolve("none"))).isEmpty();
    }
}
