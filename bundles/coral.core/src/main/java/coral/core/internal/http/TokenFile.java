// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import coral.core.http.Role;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Json;
import coral.core.store.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code tokens.json} (docs/formats/tokens.md): read and replaced as a whole. */
final class TokenFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> KEYS = Set.of("format", "version", "compat", "roCompat", "incompat", "tokens");
    private static final Set<String> TOKEN_KEYS = Set.of("name", "role", "user", "sha256", "created", "expires");
    private static final String FORMAT = "coral-tokens";
    private static final int VERSION = 1;
    private static final int ONLY_OWNER = 0600;

    private final Path file;

    TokenFile(Path file) {
        this.file = file;
    }

    /** Empty if there is no file yet. */
    Optional<List<Token>> read() throws ProblemException {
        try {
            Optional<byte[]> content = WholeFile.read(file);
            return content.isEmpty() ? Optional.empty() : Optional.of(tokens(MAPPER.readTree(content.get())));
        } catch (JsonProcessingException e) {
            throw refused("is no JSON");
        } catch (IOException e) {
            throw refused("cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused("is damaged: " + e.getMessage());
        }
    }

    private List<Token> tokens(JsonNode tree) throws ProblemException {
        if (!tree.path("format").asText().equals(FORMAT) || !is(tree.path("version"), VERSION)) {
            throw refused("is not of the format " + FORMAT + ", version " + VERSION);
        }
        if (!is(tree.path("incompat"), 0) || !is(tree.path("roCompat"), 0)) {
            throw refused("has features that this version of Coral does not know");
        }
        boolean strict = is(tree.path("compat"), 0);
        known(tree, KEYS, strict);
        if (!tree.path("tokens").isArray()) {
            throw refused("has no list 'tokens'");
        }
        List<Token> tokens = new ArrayList<>();
        for (JsonNode one : tree.path("tokens")) {
            known(one, TOKEN_KEYS, strict);
            tokens.add(token(one));
        }
        return tokens;
    }

    private static Token token(JsonNode one) {
        return new Token(
                one.path("name").asText(),
                Role.valueOf(one.path("role").asText().toUpperCase(Locale.ROOT)),
                one.path("user").asText(),
                one.path("sha256").asText(),
                Instant.parse(one.path("created").asText()),
                one.has("expires") ? Instant.parse(one.path("expires").asText()) : null);
    }

    private static boolean is(JsonNode node, int number) {
        return node.isInt() && node.intValue() == number;
    }

    /** A key with a wrong letter must not be a key left out: a token whose end nobody reads would last for ever. */
    private void known(JsonNode node, Set<String> keys, boolean strict) throws ProblemException {
        for (Iterator<String> names = node.fieldNames(); strict && names.hasNext(); ) {
            String name = names.next();
            if (!keys.contains(name)) {
                throw refused("has an unknown key '" + Statuses.shown(name) + "'");
            }
        }
    }

    /** Durable when it returns. */
    void write(List<Token> tokens) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("format", FORMAT);
        content.put("version", VERSION);
        content.put("compat", 0);
        content.put("roCompat", 0);
        content.put("incompat", 0);
        content.put("tokens", tokens.stream().map(TokenFile::entry).toList());
        WholeFile.replace(file, (Json.line(content) + "\n").getBytes(StandardCharsets.US_ASCII), ONLY_OWNER);
    }

    private static Map<String, Object> entry(Token token) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", token.name());
        entry.put("role", token.role().word());
        entry.put("user", token.user());
        entry.put("sha256", token.sha256());
        entry.put("created", token.created().toString());
        if (token.expires() != null) {
            entry.put("expires", token.expires().toString());
        }
        return entry;
    }

    private ProblemException refused(String why) {
        return new Problem(
                        "CORAL-HTTP-020",
                        Errno.EIO,
                        file + " " + why + ": no token is accepted",
                        "restore the file, or remove it and start the node again for a new admin token")
                .exception();
    }
}
