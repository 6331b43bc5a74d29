// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import coral.core.http.Parameter.In;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing that can be asked for by HTTP. Immutable.
 *
 * <pre>{@code
 * Operation.get("/archives/{id}", "Shows an archive.", Content.of(ArchiveStatus.class), this::archive)
 *         .with(Parameter.path("id", Type.INTEGER, "Archive id.").between(1, 32))
 * Operation.post("/requests", "Starts an action.", Content.of(Started.class), this::start)
 *         .taking(Wanted.class).status(202)
 * }</pre>
 *
 * @param method of HTTP
 * @param path below {@code /api/v1/<component>}: empty, or parts that begin with {@code /}, a parameter as {@code {name}}
 * @param summary one sentence for openapi.json
 * @param role which the token needs at least
 * @param status of an answer that went well
 * @param parameters in path and query; others are refused
 * @param body what the request brings: nothing or one object
 * @param answer what is answered
 * @param handler does it
 */
public record Operation(
        Method method,
        String path,
        String summary,
        Role role,
        int status,
        List<Parameter> parameters,
        Content body,
        Content answer,
        Handler handler) {
    private static final Pattern PATH = Pattern.compile("(/([a-zA-Z0-9._-]+|\\{[a-z][a-zA-Z0-9-]*}))*");
    private static final Pattern NAMED = Pattern.compile("\\{([^}]*)}");
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    /** Checks path and role. */
    public Operation {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path of an operation: '" + path + "'");
        }
        if (method.isChange() && role == Role.READER) {
            throw new IllegalArgumentException("a reader may not change: " + method + " " + path);
        }
        if (body.kind() != Content.Kind.NONE && (body.kind() != Content.Kind.ONE || !method.isChange())) {
            throw new IllegalArgumentException("not a body that can be taken: " + method + " " + path);
        }
        parameters = List.copyOf(parameters);
    }

    /** An operation that reads; for readers. */
    public static Operation get(String path, String summary, Content answer, Handler handler) {
        return of(Method.GET, path, summary, answer, handler);
    }

    /** An operation that adds or starts; for operators. */
    public static Operation post(String path, String summary, Content answer, Handler handler) {
        return of(Method.POST, path, summary, answer, handler);
    }

    /** An operation that replaces; for operators. */
    public static Operation put(String path, String summary, Content answer, Handler handler) {
        return of(Method.PUT, path, summary, answer, handler);
    }

    /** An operation that removes; for operators. */
    public static Operation delete(String path, String summary, Content answer, Handler handler) {
        return of(Method.DELETE, path, summary, answer, handler);
    }

    /** An operation with the usual role and status of its method. */
    public static Operation of(Method method, String path, String summary, Content answer, Handler handler) {
        Role role = method.isChange() ? Role.OPERATOR : Role.READER;
        int status = answer.kind() == Content.Kind.NONE ? NO_CONTENT : OK;
        return new Operation(method, path, summary, role, status, List.of(), Content.none(), answer, handler);
    }

    /** The same with a further parameter. */
    public Operation with(Parameter parameter) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(parameter);
        return new Operation(method, path, summary, role, status, more, body, answer, handler);
    }

    /** The same for a list: with {@link Parameter#LIMIT} and {@link Parameter#CURSOR}. */
    public Operation inSlices() {
        return with(Parameter.LIMIT).with(Parameter.CURSOR);
    }

    /** The same with a JSON object of this record as its body. */
    public Operation taking(Class<?> type) {
        return new Operation(method, path, summary, role, status, parameters, Content.of(type), answer, handler);
    }

    /** The same for tokens of this role or more. */
    public Operation only(Role needed) {
        return new Operation(method, path, summary, needed, status, parameters, body, answer, handler);
    }

    /** The same with another status for what went well, such as 201 or 202. */
    public Operation status(int success) {
        return new Operation(method, path, summary, role, success, parameters, body, answer, handler);
    }

    /** Names in the path, in order. */
    public List<String> pathNames() {
        List<String> names = new ArrayList<>();
        Matcher named = NAMED.matcher(path);
        while (named.find()) {
            names.add(named.group(1));
        }
        return List.copyOf(names);
    }

    /** Refuses a path whose names are not the declared ones; asked when the operation is put to use. */
    public void check() {
        Set<String> declared = parameters.stream()
                .filter(parameter -> parameter.in() == In.PATH)
                .map(Parameter::name)
                .collect(Collectors.toUnmodifiableSet());
        if (!declared.equals(Set.copyOf(pathNames()))) {
            throw new IllegalArgumentException(
                    method + " " + path + " declares the parameters " + declared + " of its path");
        }
    }
}
