// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import coral.core.store.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The registrations on disk. Calls must not run at the same time. */
final class RegistryFile {
    private static final int VERSION = 1;
    private static final int PERMISSIONS = 0600;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;

    RegistryFile(Path directory) {
        this.file = directory.resolve("registry.json");
    }

    /** What is not there comes as null. */
    record Content(int version, @Nullable List<@Nullable Registration> fileSystems) {}

    List<Registration> read() throws IOException {
        Optional<byte[]> bytes = WholeFile.read(file);
        if (bytes.isEmpty()) {
            return List.of();
        }
        @Nullable Content content;
        try {
            content = JSON.readValue(bytes.get(), Content.class);
        } catch (IOException e) {
            throw new IOException(file + " is no registry of file systems: " + e.getMessage(), e);
        }
        if (content == null) {
            throw new IOException(file + " is no registry of file systems: it holds null");
        }
        if (content.version() != VERSION) {
            throw new IOException(file + " has version " + content.version() + ", known is " + VERSION);
        }
        return whole(content.fileSystems());
    }

    private List<Registration> whole(@Nullable List<@Nullable Registration> read) throws IOException {
        List<Registration> whole = new ArrayList<>();
        for (Registration one : read == null ? Collections.<@Nullable Registration>singletonList(null) : read) {
            if (one == null || Stream.of(one.name(), one.path(), one.uuid()).anyMatch(Objects::isNull)) {
                throw new IOException(
                        file + " is no registry of file systems: 'fileSystems', or a part of it, is missing");
            }
            whole.add(one);
        }
        return List.copyOf(whole);
    }

    void write(List<Registration> registrations) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.replace(file, JSON.writeValueAsBytes(new Content(VERSION, registrations)), PERMISSIONS);
    }
}
