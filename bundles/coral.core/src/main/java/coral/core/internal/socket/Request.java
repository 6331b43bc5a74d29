// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import coral.core.posix.Names;
import coral.core.shell.Invocation.Terminal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param words the command and its arguments, decoded by {@link Names}
 * @param terminal size of the terminal, null if standard output is none
 */
record Request(
        List<String> words,
        String directory,
        Map<String, String> environment,
        boolean terminalInput,
        @Nullable Terminal terminal) {
    private static final Set<String> PASSED = Set.of("TERM", "LANG", "LC_ALL", "COLUMNS", "LINES", "NO_COLOR");
    private static final int STDIN_IS_TERMINAL = 1;
    private static final int STDOUT_IS_TERMINAL = 2;

    Request {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    static Request parse(ByteBuffer payload) throws ProtocolException {
        try {
            int flags = payload.getShort();
            Terminal size = terminal(payload);
            List<String> words = strings(payload);
            String directory = string(payload);
            Map<String, String> environment = environment(strings(payload));
            if (!directory.startsWith("/")) {
                throw new ProtocolException("the working directory is not absolute");
            }
            return new Request(
                    words,
                    directory,
                    environment,
                    (flags & STDIN_IS_TERMINAL) != 0,
                    (flags & STDOUT_IS_TERMINAL) != 0 ? size : null);
        } catch (BufferUnderflowException e) {
            throw new ProtocolException("the request ends too early");
        }
    }

    /** Reads columns and rows; a terminal that does not know its size counts as 80 times 24. */
    static Terminal terminal(ByteBuffer payload) {
        int columns = Short.toUnsignedInt(payload.getShort());
        int rows = Short.toUnsignedInt(payload.getShort());
        return new Terminal(columns == 0 ? 80 : columns, rows == 0 ? 24 : rows);
    }

    private static List<String> strings(ByteBuffer payload) throws ProtocolException {
        int count = payload.getInt();
        if (count < 0 || count > payload.remaining() / Integer.BYTES) {
            throw new ProtocolException("the request counts " + count + " strings");
        }
        List<String> strings = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            strings.add(string(payload));
        }
        return strings;
    }

    private static String string(ByteBuffer payload) throws ProtocolException {
        int length = payload.getInt();
        if (length < 0 || length > payload.remaining()) {
            throw new ProtocolException("the request has a string of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        payload.get(bytes);
        return Names.decode(bytes);
    }

    private static Map<String, String> environment(List<String> settings) {
        Map<String, String> environment = new HashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals > 0 && PASSED.contains(setting.substring(0, equals))) {
                environment.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return environment;
    }
}
