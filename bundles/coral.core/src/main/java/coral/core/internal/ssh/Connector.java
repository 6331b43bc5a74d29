// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.HostList;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes connections: to the host, by way of a jump host where there is one. Safe for use by many threads. */
final class Connector {
    private static final int ALIVE_COUNT = 3;

    /**
     * What is cheap and good first. JSch itself tries at every connection which ciphers, key exchanges and signatures
     * the JVM has; Java 17 has all of these.
     */
    private static final Map<String, String> CONFIG = Map.of(
            "kex",
            "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,"
                    + "diffie-hellman-group16-sha512,diffie-hellman-group14-sha256,"
                    + "diffie-hellman-group-exchange-sha256",
            "CheckCiphers",
            "",
            "CheckMacs",
            "",
            "CheckKexes",
            "",
            "CheckSignatures",
            "",
            "StrictHostKeyChecking",
            "yes",
            "PreferredAuthentications",
            "publickey");

    private final SshSettings settings;
    private final KnownHosts known;
    private final Identities identities;
    private final Map<String, Connection> jumps = new ConcurrentHashMap<>();

    Connector(SshSettings settings, KnownHosts known) {
        this.settings = settings;
        this.known = known;
        this.identities = new Identities(settings.agent());
    }

    /** A jump host as configurations name it. */
    static Host jumpHost(String text) throws ProblemException {
        List<Host> hosts = HostList.expand(text);
        if (hosts.size() != 1) {
            throw SshProblems.setting("jump.host", text, "one [user@]host[:port]")
                    .exception();
        }
        return hosts.get(0);
    }

    /** Connects, within the attempt's time; what stops the attempt stops this. */
    Connection connect(Host complete, Attempt attempt) throws ProblemException {
        return connect(complete, attempt, new HostKeyCheck(known));
    }

    /** The same with a check of the caller's, who learns from it which key was presented. */
    Connection connect(Host complete, Attempt attempt, HostKeyCheck check) throws ProblemException {
        Wire wire = new Wire(attempt.connectTime());
        Identities.Keys keys = identities.of(complete.identityFiles(), settings.defaultFiles());
        try {
            Session session = keys.jsch().getSession(complete.user(), complete.address(), complete.port());
            configure(session, keys, check);
            if (complete.jump().isEmpty()) {
                session.setSocketFactory(wire);
            } else {
                session.setProxy(new Jump(jump(complete, attempt), wire));
            }
            attempt.connecting(wire::cut);
            session.connect(Math.toIntExact(attempt.connectTime().toMillis()));
            return new Connection(complete, session, wire);
        } catch (JSchException e) {
            wire.cut();
            throw new ProblemException(new Failure(complete, attempt, check, known, keys.tried()).of(e), e);
        }
    }

    private void configure(Session session, Identities.Keys keys, HostKeyCheck check) throws JSchException {
        CONFIG.forEach(session::setConfig);
        // Asking whether a key would do costs a round trip; with one key there is nothing to choose.
        session.setConfig("enable_pubkey_auth_query", keys.count() == 1 ? "no" : "yes");
        session.setIdentityRepository(keys.all());
        session.setHostKeyRepository(check);
        session.setDaemonThread(true);
        session.setThreadFactory(body -> {
            Thread thread = new Thread(body);
            thread.setDaemon(true);
            return thread;
        });
        session.setServerAliveInterval(Math.toIntExact(settings.kept().alive().toMillis()));
        session.setServerAliveCountMax(ALIVE_COUNT);
    }

    /** One connection for all who go through that host. */
    private Connection jump(Host complete, Attempt attempt) throws ProblemException {
        Host over = settings.login().completeJump(jumpHost(complete.jump()));
        try {
            // One connects, the others wait for it: as long as connecting may take.
            return jumps.compute(complete.jump(), (name, kept) -> {
                try {
                    return kept != null && kept.isUsable() ? kept : connect(over, attempt);
                } catch (ProblemException e) {
                    throw new NoJump(e);
                }
            });
        } catch (NoJump e) {
            Problem why = SshProblems.jump(complete, complete.jump(), e.why.problem());
            throw new ProblemException(why, e);
        }
    }

    void close() {
        jumps.values().forEach(Connection::close);
        jumps.clear();
    }

    /** Carries a problem out of a map's function. */
    private static final class NoJump extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ProblemException why;

        NoJump(ProblemException why) {
            super(why);
            this.why = why;
        }
    }

    /** What a failed connection means. */
    private record Failure(Host host, Attempt attempt, HostKeyCheck check, KnownHosts known, String tried) {
        Problem of(JSchException e) {
            if (check.found().isPresent()) {
                Problem refused = keyProblem(check.found().get());
                if (refused != null) {
                    return refused;
                }
            }
            return attempt.stopped()
                    .map(reason -> SshProblems.stopped(host, reason, "it was not reached"))
                    .orElseGet(() -> unstopped(e));
        }

        private @Nullable Problem keyProblem(HostKeyCheck.Found found) {
            String presented = KeyText.shown(found.presented());
            String expected = String.join(
                    ", ", found.expected().stream().map(KeyText::shown).toList());
            return switch (found.verdict()) {
                case KNOWN -> null;
                case UNKNOWN -> SshProblems.unknownKey(host, presented);
                case REVOKED -> SshProblems.revokedKey(host, presented);
                case CHANGED ->
                    SshProblems.changedKey(
                            host, expected, presented, known.file().toString());
            };
        }

        private Problem unstopped(JSchException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String text = String.valueOf(e.getMessage());
            if (cause instanceof java.net.UnknownHostException) {
                return SshProblems.unknownName(host);
            }
            if (text.contains("Connection refused")) {
                return SshProblems.refused(host, host.port());
            }
            if (cause instanceof java.net.SocketTimeoutException
                    || cause instanceof java.net.NoRouteToHostException
                    || cause instanceof java.net.ConnectException) {
                return SshProblems.noAnswer(host, host.port(), String.valueOf(cause.getMessage()));
            }
            if (text.startsWith("Auth ") || text.startsWith("Too many authentication")) {
                return SshProblems.notLetIn(host, host.user(), tried, text);
            }
            return SshProblems.broken(host, cause instanceof IOException ? cause.toString() : text);
        }
    }
}
