// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Method;
import coral.core.http.Operation;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the operation for a method and a path. Immutable. */
final class Routes {
    private static final String NAMED = "{";

    private final List<Operation> operations;

    /** An operation and what stands in the named parts of the path. */
    record Found(Operation operation, Map<String, String> parts) {}

    /** @throws IllegalArgumentException for operations that cannot be told apart or do not declare their path */
    Routes(List<Operation> operations) {
        this.operations = List.copyOf(operations);
        Set<String> seen = new HashSet<>();
        for (Operation operation : operations) {
            operation.check();
            if (!seen.add(operation.method() + " " + operation.path().replaceAll("\\{[^}]*}", "{}"))) {
                throw new IllegalArgumentException("declared twice: " + operation.method() + " " + operation.path());
            }
        }
    }

    /** @param path below the component: empty, or beginning with a slash; decoded */
    Found find(String method, String path) throws Refusal {
        List<Found> there = matching(path);
        if (there.isEmpty()) {
            throw new Refusal(404, Statuses.notFound(path), Map.of());
        }
        String wanted = method.equals("HEAD") ? "GET" : method;
        return there.stream()
                .filter(found -> found.operation().method().name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> notAllowed(method, there));
    }

    /** Of several templates those with the fewest named parts. */
    private List<Found> matching(String path) {
        String[] parts = path.split("/", -1);
        List<Found> found = new ArrayList<>();
        operations.forEach(operation -> match(operation, parts).ifPresent(found::add));
        int fewest = found.stream().mapToInt(one -> one.parts().size()).min().orElse(0);
        return found.stream().filter(one -> one.parts().size() == fewest).toList();
    }

    private static Optional<Found> match(Operation operation, String[] parts) {
        String[] template = operation.path().split("/", -1);
        if (template.length != parts.length) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (template[i].startsWith(NAMED) && !parts[i].isEmpty()) {
                values.put(template[i].substring(1, template[i].length() - 1), parts[i]);
            } else if (!template[i].equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new Found(operation, values));
    }

    private static Refusal notAllowed(String method, List<Found> there) {
        Set<String> allowed = there.stream()
                .map(found -> found.operation().method().name())
                .collect(Collectors.toCollection(TreeSet::new));
        if (allowed.contains(Method.GET.name())) {
            allowed.add("HEAD");
        }
        String text = String.join(", ", allowed);
        Problem problem = Problem.of(
                "CORAL-HTTP-003",
                Errno.EOPNOTSUPP,
                "the method " + Statuses.shown(method) + " is not allowed here; allowed are " + text);
        return new Refusal(405, problem, Map.of("Allow", text));
    }
}
