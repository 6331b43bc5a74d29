// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Content;
import coral.core.http.HttpProblem;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes the operations that are served as a document of OpenAPI 3.1. */
final class OpenApi {
    private static final String JSON = "application/json";

    private final Schemas schemas = new Schemas();
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();

    private OpenApi() {}

    /** One component. */
    record Described(String title, List<Operation> operations) {}

    static Map<String, Object> of(Map<String, Described> components) {
        OpenApi document = new OpenApi();
        components.forEach(
                (component, one) -> one.operations().forEach(operation -> document.add(component, operation)));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("openapi", "3.1.0");
        all.put("info", Map.of("title", "Coral", "version", "v1"));
        all.put(
                "tags",
                components.entrySet().stream()
                        .map(one -> ordered(
                                "name",
                                one.getKey(),
                                "description",
                                one.getValue().title()))
                        .toList());
        all.put("security", List.of(Map.of("token", List.of())));
        all.put("paths", document.paths);
        all.put(
                "components",
                ordered(
                        "securitySchemes",
                        Map.of("token", ordered("type", "http", "scheme", "bearer")),
                        "schemas",
                        document.schemas.all()));
        return all;
    }

    private void add(String component, Operation operation) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("summary", operation.summary());
        described.put("tags", List.of(component));
        described.put("x-coral-role", operation.role().word());
        described.put(
                "parameters",
                operation.parameters().stream().map(OpenApi::parameter).toList());
        if (operation.body().kind() != Content.Kind.NONE) {
            described.put("requestBody", ordered("required", true, "content", content(operation.body())));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(Integer.toString(operation.status()), answer(operation.answer()));
        responses.put("default", problem());
        described.put("responses", responses);
        paths.computeIfAbsent(ApiServlets.BASE + component + operation.path(), path -> new TreeMap<>())
                .put(operation.method().name().toLowerCase(Locale.ROOT), described);
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put(
                "type",
                switch (parameter.type()) {
                    case INTEGER -> "integer";
                    case BOOLEAN -> "boolean";
                    case TEXT, NAME -> "string";
                });
        if (parameter.type() == Parameter.Type.INTEGER) {
            schema.put("minimum", parameter.least());
            schema.put("maximum", parameter.most());
        }
        if (!parameter.allowed().isEmpty()) {
            schema.put("enum", parameter.allowed());
        }
        if (!parameter.otherwise().isEmpty()) {
            schema.put("default", Schemas.value(parameter));
        }
        return ordered(
                "name",
                parameter.name(),
                "in",
                parameter.in().name().toLowerCase(Locale.ROOT),
                "required",
                parameter.required(),
                "description",
                parameter.description(),
                "schema",
                parameter.repeated() ? ordered("type", "array", "items", schema) : schema);
    }

    private Map<String, Object> answer(Content content) {
        return content.kind() == Content.Kind.NONE
                ? Map.of("description", "Done.")
                : ordered("description", "Done.", "content", content(content));
    }

    private Map<String, Object> content(Content content) {
        Map<String, Object> schema = schemas.of(content.type());
        return switch (content.kind()) {
            case SLICE -> Map.of(JSON, Map.of("schema", Schemas.slice(schema)));
            case EVENTS ->
                Map.of("text/event-stream", ordered("schema", Map.of("type", "string"), "x-coral-data", schema));
            default -> Map.of(JSON, Map.of("schema", schema));
        };
    }

    private Map<String, Object> problem() {
        return ordered(
                "description",
                "Not done: a problem (RFC 9457) with Coral's code.",
                "content",
                Map.of(HttpProblem.TYPE, Map.of("schema", schemas.problem())));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
