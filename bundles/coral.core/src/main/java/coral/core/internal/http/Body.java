// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import coral.core.http.Field;
import coral.core.posix.Errno;
import coral.core.posix.Names;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a JSON body into a record: bounded in size, depth and time, and nothing unknown or missing in it. */
final class Body {
    static final int MOST_BYTES = 1 << 20;
    private static final int DEEPEST = 32;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private Body() {}

    /** @param lengthBytes what the client says, -1 if it does not */
    static byte[] read(InputStream in, long lengthBytes) throws IOException, Refusal {
        if (lengthBytes > MOST_BYTES) {
            throw tooLarge();
        }
        byte[] bytes = new byte[8192];
        int used = 0;
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int got = in.read(bytes); got >= 0; got = in.read(bytes, used, bytes.length - used)) {
            used += got;
            if (used > MOST_BYTES) {
                throw tooLarge();
            }
            if (System.nanoTime() - end > 0) {
                throw Refusal.of(408, "CORAL-HTTP-022", Errno.ETIMEDOUT, "the body did not come within " + LONGEST, "");
            }
            bytes = used == bytes.length ? Arrays.copyOf(bytes, used * 2) : bytes;
        }
        return Arrays.copyOf(bytes, used);
    }

    private static Refusal tooLarge() {
        return Refusal.of(
                413, "CORAL-HTTP-006", Errno.EFBIG, "the body is too large; the most is " + MOST_BYTES + " bytes", "");
    }

    static Object parse(byte[] bytes, Class<?> type) throws Refusal {
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            if (!tree.isObject()) {
                throw bad("the body is no JSON object");
            }
            checkNames(tree, type);
            refuseHalves(tree);
            return MAPPER.treeToValue(tree, type);
        } catch (JsonMappingException e) {
            throw bad(where(e) + reason(e));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw bad("the body is no JSON" + (at == null ? "" : " at byte " + at.getByteOffset()) + ": "
                    + Statuses.shown(e.getOriginalMessage()));
        } catch (IOException e) {
            throw bad("the body is no JSON: " + Statuses.shown(String.valueOf(e.getMessage())));
        }
    }

    /** JSON can spell half of a character, which is no byte of a name either: no handler should meet one. */
    private static void refuseHalves(JsonNode node) throws Refusal {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            refuseHalf(field.getKey());
        }
        if (node.isTextual()) {
            refuseHalf(node.textValue());
        }
        for (JsonNode child : node) {
            refuseHalves(child);
        }
    }

    private static void refuseHalf(String text) throws Refusal {
        try {
            Names.encode(text);
        } catch (IllegalArgumentException e) {
            throw bad("a text cannot be taken: " + e.getMessage());
        }
    }

    private static void checkNames(JsonNode tree, Class<?> type) throws Refusal {
        if (!type.isRecord()) {
            return;
        }
        List<String> known = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        for (Iterator<String> names = tree.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw bad("unknown field '" + Statuses.shown(name) + "'; allowed are " + String.join(", ", known));
            }
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (!tree.hasNonNull(component.getName()) && !isOptional(component)) {
                throw bad("field '" + component.getName() + "' is missing");
            }
        }
    }

    static boolean isOptional(RecordComponent component) {
        Field field = component.getAnnotation(Field.class);
        return field != null && field.optional();
    }

    private static String where(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : "field '" + Statuses.shown(path) + "': ";
    }

    /** What a record says about itself when it refuses its values, else what the parser says. */
    private static String reason(JsonMappingException e) {
        Throwable cause = e.getCause();
        String text = cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
        return Statuses.shown(String.valueOf(text));
    }

    private static Refusal bad(String message) {
        return Refusal.bad("CORAL-HTTP-011", message);
    }
}
