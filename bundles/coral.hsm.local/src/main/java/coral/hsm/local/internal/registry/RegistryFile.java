// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import coral.core.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The registrations on disk. Calls must not run at the same time. */
final class RegistryFile {
    private static final int VERSION = 1;
    private static final int PERMISSIONS = 0600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    RegistryFile(Path directory) {
        this.file = directory.resolve("registry.json");
    }

    record Content(int version, List<Registration> fileSystems) {}

    List<Registration> read() throws IOException {
        Optional<byte[]> bytes = WholeFile.read(file);
        if (bytes.isEmpty()) {
            return List.of();
        }
        Content content;
        try {
            content = JSON.readValue(bytes.get(), Content.class);
        } catch (IOException e) {
            throw new IOException(file + " is no registry of file systems: " + e.getMessage(), e);
        }
        if (content.version() != VERSION) {
            throw new IOException(file + " has version " + content.version() + ", known is " + VERSION);
        }
        return List.copyOf(content.fileSystems());
    }

    void write(List<Registration> registrations) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.replace(file, JSON.writeValueAsBytes(new Content(VERSION, registrations)), PERMISSIONS);
    }
}
