// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.RunLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The configuration, checked and with what it leaves open filled in. Immutable.
 *
 * @param defaultFiles whether the identity files are those that are taken when none are named; some may be missing
 * @param agent socket of ssh-agent, or empty
 * @param knownHosts files of known keys; the first one is written
 * @param limits of a run
 * @param kept connections kept, how long, and how often they are asked
 */
record SshSettings(
        Login login, boolean defaultFiles, String agent, List<Path> knownHosts, RunLimits limits, Kept kept) {
    static final int SSH_PORT = 22;

    private static final List<String> KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");
    private static final String NO_AGENT = "none";

    /** What a host is reached with where it says nothing itself. */
    record Login(String user, int port, List<String> identityFiles, String jump) {
        /** The host with nothing left open. */
        Host complete(Host host) {
            return new Host(
                    host.name(),
                    host.address(),
                    host.port() == 0 ? port : host.port(),
                    host.user().isEmpty() ? user : host.user(),
                    host.identityFiles().isEmpty() ? identityFiles : host.identityFiles(),
                    host.jump().isEmpty() && !isJump(host) ? jump : host.jump());
        }

        private boolean isJump(Host host) {
            return jump.replaceFirst("^[^@]*@", "").replaceFirst(":[0-9]+$", "").equals(host.address());
        }

        /** A jump host, which is reached directly. */
        Host completeJump(Host host) {
            return new Login(user, SSH_PORT, identityFiles, "").complete(host);
        }
    }

    /** Connections that are kept open. */
    record Kept(int most, Duration idle, Duration alive) {}

    /** Reads the configuration. */
    static SshSettings of(SshConfig config, String home, Map<String, String> environment) throws ProblemException {
        String user = config.user().isEmpty() ? System.getProperty("user.name") : config.user();
        boolean defaults = config.identity_files().length == 0;
        Path own = Path.of(System.getProperty("user.home"), ".ssh");
        List<String> files = defaults
                ? KEYS.stream().map(key -> own.resolve(key).toString()).toList()
                : List.of(config.identity_files());
        for (String file : files) {
            absolute("identity.files", file);
        }
        Login login = new Login(user, config.port(), files, config.jump_host());
        check(login);
        return new SshSettings(
                login,
                defaults,
                agent(config.agent_socket(), environment),
                knownHosts(config.known_hosts_file(), home, own),
                limits(config),
                new Kept(
                        config.kept_connections(),
                        Duration.ofSeconds(config.kept_seconds()),
                        Duration.ofSeconds(config.alive_seconds())));
    }

    private static void check(Login login) throws ProblemException {
        try {
            Host unused = login.complete(Host.of("host"));
        } catch (IllegalArgumentException e) {
            throw SshProblems.setting("user", login.user(), "letters, digits and _ . -")
                    .exception();
        }
        if (!login.jump().isEmpty()) {
            Connector.jumpHost(login.jump());
        }
    }

    private static RunLimits limits(SshConfig config) throws ProblemException {
        try {
            return new RunLimits(
                    config.fan_out(),
                    Duration.ofSeconds(config.connect_seconds()),
                    Duration.ofSeconds(config.host_seconds()),
                    Duration.ofSeconds(config.overall_seconds()),
                    config.output_kib() * 1024L);
        } catch (IllegalArgumentException e) {
            throw SshProblems.setting("limits", String.valueOf(e.getMessage()), "what its description says")
                    .exception();
        }
    }

    private static String agent(String socket, Map<String, String> environment) throws ProblemException {
        String named = socket.isEmpty() ? environment.getOrDefault("SSH_AUTH_SOCK", NO_AGENT) : socket;
        if (named.equals(NO_AGENT) || named.isEmpty()) {
            return "";
        }
        absolute("agent.socket", named);
        return named;
    }

    private static List<Path> knownHosts(String file, String home, Path own) throws ProblemException {
        if (!file.isEmpty()) {
            absolute("known.hosts.file", file);
        }
        Path written = file.isEmpty()
                ? home.isEmpty() ? own.resolve("known_hosts") : Path.of(home, "data", "coral.core", "known_hosts")
                : Path.of(file);
        return List.of(written, own.resolve("known_hosts"), Path.of("/etc/ssh/ssh_known_hosts")).stream()
                .distinct()
                .toList();
    }

    private static void absolute(String key, String path) throws ProblemException {
        if (!path.startsWith("/")) {
            throw SshProblems.setting(key, path, "an absolute path").exception();
        }
    }
}
