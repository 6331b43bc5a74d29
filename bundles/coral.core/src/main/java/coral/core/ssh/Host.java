// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A host and how it is reached. What is empty or 0 is taken from the configuration of {@code coral.core.ssh}. Immutable.
 *
 * @param name as people know it; stands in results
 * @param address name or IP address to connect to, under which its key is known
 * @param port of sshd, or 0
 * @param user to log in as, or empty
 * @param identityFiles private keys to log in with, or empty
 * @param jump {@code [user@]host[:port]} of the host to go through, or empty
 */
public record Host(String name, String address, int port, String user, List<String> identityFiles, String jump) {
    private static final int MOST_PORT = 65_535;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:%-]{1,255}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_.-]{0,64}");

    /** Checks that nothing can be taken for something else, and copies the list. */
    public Host {
        if (name.isEmpty() || !NAME.matcher(address).matches() || address.startsWith("-")) {
            throw new IllegalArgumentException("not a host: '" + address + "'");
        }
        if (port < 0 || port > MOST_PORT) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        if (!USER.matcher(user).matches()) {
            throw new IllegalArgumentException("not a user: '" + user + "'");
        }
        identityFiles = List.copyOf(identityFiles);
    }

    /** A host that is reached as the configuration says. */
    public static Host of(String address) {
        return new Host(address, address, 0, "", List.of(), "");
    }

    /** The same by another name. */
    public Host named(String other) {
        return new Host(other, address, port, user, identityFiles, jump);
    }
}
