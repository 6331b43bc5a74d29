// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import coral.core.posix.Names;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A program to run on a host: never a string for a shell. Immutable.
 *
 * @param argv program and arguments, decoded by {@link Names}; none holds a NUL
 * @param environment variables set for it, by env(1)
 * @param input its standard input
 */
public record RemoteCommand(List<String> argv, Map<String, String> environment, ByteBuffer input) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Checks and copies, the input excepted. */
    public RemoteCommand {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        input = input.asReadOnlyBuffer();
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        argv.forEach(RemoteCommand::check);
        environment.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw new IllegalArgumentException("not a variable's name: '" + Names.printable(name) + "'");
            }
            check(value);
        });
        if (!environment.isEmpty() && argv.get(0).indexOf('=') >= 0) {
            throw new IllegalArgumentException("env takes this program for a variable: " + argv.get(0));
        }
    }

    private static void check(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an argument cannot hold a NUL: " + Names.printable(word));
        }
        byte[] unused = Names.encode(word); // Refuses what no bytes decode to.
    }

    /** A program with its arguments and no input. */
    public static RemoteCommand of(String... argv) {
        return of(List.of(argv));
    }

    /** A program with its arguments and no input. */
    public static RemoteCommand of(List<String> argv) {
        return new RemoteCommand(argv, Map.of(), ByteBuffer.allocate(0));
    }

    /** The same with a variable set. */
    public RemoteCommand with(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new RemoteCommand(argv, more, input);
    }

    /** The same with standard input; the buffer is not copied. */
    public RemoteCommand reading(ByteBuffer bytes) {
        return new RemoteCommand(argv, environment, bytes);
    }

    /** What env(1) and the program are called with. */
    public List<String> words() {
        if (environment.isEmpty()) {
            return argv;
        }
        List<String> words = new java.util.ArrayList<>();
        words.add("env");
        new TreeMap<>(environment).forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(argv);
        return List.copyOf(words);
    }
}
