// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.problem.ArchiveProblems;
import coral.hsm.model.ArchiveId;
import coral.hsm.mover.ArchiveConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The form of {@code archives.json}, version 1: reads it strictly, so that a newer node's file is never cut short. */
final class ArchivesFile {
    private static final int VERSION = 1;
    private static final Set<String> TOP_KEYS = Set.of("version", "archives");
    private static final Set<String> ARCHIVE_KEYS = Set.of("id", "type", "uuid", "threads", "prepared", "options");
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path file;

    ArchivesFile(Path file) {
        this.file = file;
    }

    NavigableMap<ArchiveId, ArchiveEntry> parse(byte[] content) throws ProblemException {
        JsonNode root;
        try {
            root = MAPPER.readTree(content);
        } catch (JsonProcessingException e) {
            throw bad("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ProblemException(ArchiveProblems.fileFailed(file, String.valueOf(e.getMessage())), e);
        }
        known(root, "the file", TOP_KEYS);
        if (!root.path("version").isInt() || root.path("version").intValue() != VERSION) {
            throw bad("'version' is " + root.path("version") + "; this node reads " + VERSION);
        }
        if (!root.path("archives").isArray()) {
            throw bad("'archives' is no list");
        }
        NavigableMap<ArchiveId, ArchiveEntry> entries = new TreeMap<>();
        for (JsonNode node : root.path("archives")) {
            ArchiveEntry entry = archive(node);
            if (entries.put(entry.config().id(), entry) != null) {
                throw bad("archive " + entry.config().id() + " is there twice");
            }
        }
        return entries;
    }

    byte[] format(Collection<ArchiveEntry> entries) {
        ObjectNode root = MAPPER.createObjectNode().put("version", VERSION);
        ArrayNode archives = root.putArray("archives");
        for (ArchiveEntry entry : entries) {
            ArchiveConfig config = entry.config();
            ObjectNode options = archives.addObject()
                    .put("id", config.id().number())
                    .put("type", config.type())
                    .put("uuid", config.uuid())
                    .put("threads", config.threads())
                    .put("prepared", entry.prepared())
                    .putObject("options");
            new TreeMap<>(config.options()).forEach(options::put);
        }
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always writable", e);
        }
    }

    private ArchiveEntry archive(JsonNode node) throws ProblemException {
        known(node, "an archive", ARCHIVE_KEYS);
        String id = node.path("id").asText();
        String where = "archive " + id;
        if (!isLong(node.path("id")) || !node.path("threads").isInt()) {
            throw bad(where + ": 'id' and 'threads' must be numbers");
        }
        if (!node.path("prepared").isBoolean()) {
            throw bad(where + ": 'prepared' must be true or false");
        }
        Map<String, String> options = new TreeMap<>();
        known(node.path("options"), where + ": 'options'", Set.of());
        for (Map.Entry<String, JsonNode> field : node.path("options").properties()) {
            options.put(field.getKey(), text(field.getValue(), where + ": option '" + field.getKey() + "'"));
        }
        try {
            ArchiveConfig config = new ArchiveConfig(
                    new ArchiveId(node.path("id").longValue()),
                    text(node.path("type"), where + ": 'type'"),
                    text(node.path("uuid"), where + ": 'uuid'"),
                    node.path("threads").intValue(),
                    options);
            return new ArchiveEntry(config, node.path("prepared").booleanValue());
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /** A number that is longer would be cut to another one. */
    private static boolean isLong(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
    }

    private String text(JsonNode node, String where) throws ProblemException {
        if (!node.isTextual()) {
            throw bad(where + " must be a text");
        }
        return node.textValue();
    }

    /** Refuses what is no object and, where {@code keys} are given, keys that are not among them. */
    private void known(JsonNode node, String where, Set<String> keys) throws ProblemException {
        if (!node.isObject()) {
            throw bad(where + " is no object");
        }
        Iterator<String> names = node.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!keys.isEmpty() && !keys.contains(name)) {
                throw bad(where + " has an unknown key '" + name + "'");
            }
        }
    }

    private ProblemException bad(String what) {
        return ArchiveProblems.badFile(file, what).exception();
    }
}
