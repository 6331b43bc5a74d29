// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Field;
import coral.core.http.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON schemas of the records that are read and written, each described once. */
final class Schemas {
    private final Map<String, Object> named = new TreeMap<>();
    private final Map<String, Class<?>> owners = new TreeMap<>(Map.of("Problem", Schemas.class));

    Map<String, Object> all() {
        return named;
    }

    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            return generic(raw, generic.getActualTypeArguments());
        }
        return type instanceof Class<?> known ? of(known) : Map.of();
    }

    private Map<String, Object> generic(Class<?> raw, Type[] arguments) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (Collection.class.isAssignableFrom(raw)) {
            schema.put("type", "array");
            schema.put("items", of(arguments[0]));
        } else if (Map.class.isAssignableFrom(raw)) {
            schema.put("type", "object");
            schema.put("additionalProperties", of(arguments[1]));
        } else {
            return of(raw);
        }
        return schema;
    }

    private Map<String, Object> of(Class<?> type) {
        if (type.isEnum()) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        if (type.isRecord()) {
            return reference(type);
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return Map.of("type", "integer");
        }
        if (type == double.class || type == Double.class) {
            return Map.of("type", "number");
        }
        return type == String.class ? Map.of("type", "string") : Map.of();
    }

    /** Rooms may have records of one name: the second gets its package too. */
    private Map<String, Object> reference(Class<?> type) {
        String name = type.getSimpleName();
        if (owners.getOrDefault(name, type) != type) {
            name = type.getName().replace('$', '.');
        }
        if (owners.putIfAbsent(name, type) == null) {
            named.put(name, record(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Map<String, Object> schema = new LinkedHashMap<>(of(component.getGenericType()));
            Field field = component.getAnnotation(Field.class);
            if (field != null && !field.value().isEmpty()) {
                schema.put("description", field.value());
            }
            properties.put(component.getName(), schema);
            if (!Body.isOptional(component)) {
                required.add(component.getName());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    static Map<String, Object> slice(Map<String, Object> item) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("items", Map.of("type", "array", "items", item));
        properties.put("next", Map.of("type", "string", "description", "What 'cursor' is for the items after these."));
        return Map.of("type", "object", "properties", properties, "required", List.of("items"));
    }

    Map<String, Object> problem() {
        Map<String, Object> text = Map.of("type", "string");
        Map<String, Object> number = Map.of("type", "integer");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("title", text);
        properties.put("status", number);
        properties.put("detail", text);
        properties.put("code", text);
        properties.put("errno", number);
        properties.put("remedy", text);
        named.putIfAbsent(
                "Problem",
                Map.of(
                        "type",
                        "object",
                        "properties",
                        properties,
                        "required",
                        List.of("title", "status", "detail", "code", "errno")));
        return Map.of("$ref", "#/components/schemas/Problem");
    }

    static Object value(Parameter parameter) {
        return switch (parameter.type()) {
            case INTEGER -> Long.parseLong(parameter.otherwise());
            case BOOLEAN -> Boolean.parseBoolean(parameter.otherwise());
            case TEXT, NAME -> parameter.otherwise();
        };
    }
}
