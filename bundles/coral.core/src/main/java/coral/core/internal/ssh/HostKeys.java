// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import java.time.Duration;

/** Which key a host presents. */
public final class HostKeys implements FanOut.Work<HostKeys.Presented> {
    private final Places places;

    /** Whether a key may be accepted. */
    public enum State {
        /** Not known yet. */
        NEW,
        /** Known already. */
        KNOWN,
        /** Changed, revoked, or the host was not reached. */
        REFUSED
    }

    /**
     * What a host presented.
     *
     * @param key type and fingerprint, or empty
     * @param line for known_hosts, or empty
     * @param problem what is wrong, empty where nothing is
     */
    public record Presented(Host host, State state, String key, String line, String problem) {
        /** The fingerprint alone, or empty. */
        public String fingerprint() {
            return key.substring(key.indexOf(' ') + 1);
        }
    }

    HostKeys(Places places) {
        this.places = places;
    }

    @Override
    public Presented on(Attempt attempt) {
        Host host = attempt.host();
        if (places.isLocal(host)) {
            return new Presented(host, State.KNOWN, "", "", "");
        }
        Problem problem = Problem.of("CORAL-SSH-010", Errno.EPROTO, host.name() + ": presented no key");
        HostKeyCheck check = null;
        try {
            check = new HostKeyCheck(places.known());
            places.connector().connect(places.complete(host), attempt, check).close();
        } catch (ProblemException e) {
            problem = e.problem();
        }
        return check == null || check.found().isEmpty()
                ? new Presented(host, State.REFUSED, "", "", problem.text())
                : presented(host, check.found().get(), problem);
    }

    private static Presented presented(Host host, HostKeyCheck.Found found, Problem problem) {
        String key = KeyText.shown(found.presented());
        String line = KeyText.line(found.name(), found.presented());
        return switch (found.verdict()) {
            case KNOWN -> new Presented(host, State.KNOWN, key, line, "");
            case UNKNOWN -> new Presented(host, State.NEW, key, line, "");
            case CHANGED, REVOKED -> new Presented(host, State.REFUSED, key, line, problem.text());
        };
    }

    @Override
    public Presented unfinished(Host host, StopReason reason, boolean begun, Duration took) {
        return new Presented(
                host,
                State.REFUSED,
                "",
                "",
                SshProblems.stopped(host, reason, "it was not reached").text());
    }
}
