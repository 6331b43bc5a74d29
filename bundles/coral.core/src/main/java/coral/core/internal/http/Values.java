// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Operation;
import coral.core.http.Parameter;
import coral.core.http.Parameter.In;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the values of a request against the parameters that its operation declares. */
final class Values {
    /** Long.parseLong takes the digits of every script. */
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    private Values() {}

    static Map<String, List<String>> of(Routes.Found found, Map<String, List<String>> query) throws Refusal {
        Operation operation = found.operation();
        refuseUnknown(operation, query);
        Map<String, List<String>> values = new HashMap<>();
        for (Parameter parameter : operation.parameters()) {
            List<String> given = parameter.in() == In.PATH
                    ? List.of(found.parts().getOrDefault(parameter.name(), ""))
                    : query.getOrDefault(parameter.name(), List.of());
            for (String value : given) {
                check(parameter, value);
            }
            values.put(parameter.name(), present(parameter, given));
        }
        return values;
    }

    private static List<String> present(Parameter parameter, List<String> given) throws Refusal {
        if (given.size() > 1 && !parameter.repeated()) {
            throw bad(parameter, "is there " + given.size() + " times");
        }
        if (!given.isEmpty()) {
            return given;
        }
        if (parameter.required()) {
            throw bad(parameter, "is missing; it takes " + takes(parameter));
        }
        return parameter.otherwise().isEmpty() ? List.of() : List.of(parameter.otherwise());
    }

    private static void refuseUnknown(Operation operation, Map<String, List<String>> query) throws Refusal {
        TreeSet<String> known = operation.parameters().stream()
                .filter(parameter -> parameter.in() == In.QUERY)
                .map(Parameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                throw Refusal.bad(
                        "CORAL-HTTP-010",
                        "unknown parameter '" + Statuses.shown(name) + "'; "
                                + (known.isEmpty()
                                        ? "there are none here"
                                        : "allowed are " + String.join(", ", known)));
            }
        }
    }

    private static void check(Parameter parameter, String value) throws Refusal {
        if (!parameter.allowed().isEmpty() && !parameter.allowed().contains(value)) {
            throw notAllowed(parameter, value);
        }
        boolean fits = switch (parameter.type()) {
            case INTEGER -> isBetween(parameter, value);
            case BOOLEAN -> value.equals("true") || value.equals("false");
            case NAME -> value.indexOf('\0') < 0 && isLong(parameter, value);
            case TEXT -> isText(value) && isLong(parameter, value);
        };
        if (!fits) {
            throw notAllowed(parameter, value);
        }
    }

    private static boolean isBetween(Parameter parameter, String value) {
        try {
            long number = Long.parseLong(value);
            return WHOLE.matcher(value).matches() && number >= parameter.least() && number <= parameter.most();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isLong(Parameter parameter, String value) {
        return value.length() >= parameter.least() && value.length() <= parameter.most();
    }

    private static boolean isText(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value)
                && value.chars().noneMatch(Character::isISOControl);
    }

    private static Refusal notAllowed(Parameter parameter, String value) {
        return bad(parameter, "'" + Statuses.shown(value) + "' is not allowed; it takes " + takes(parameter));
    }

    private static Refusal bad(Parameter parameter, String what) {
        return Refusal.bad("CORAL-HTTP-009", "parameter '" + parameter.name() + "': " + what);
    }

    private static String takes(Parameter parameter) {
        if (!parameter.allowed().isEmpty()) {
            return String.join(", ", parameter.allowed());
        }
        return switch (parameter.type()) {
            case INTEGER -> "a whole number from " + parameter.least() + " to " + parameter.most();
            case BOOLEAN -> "true or false";
            case NAME -> "a file name of at most " + parameter.most() + " characters";
            case TEXT -> "a text of " + parameter.least() + " to " + parameter.most() + " characters";
        };
    }
}
