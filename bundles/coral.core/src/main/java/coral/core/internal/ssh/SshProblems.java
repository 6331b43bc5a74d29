// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.ssh.Host;

/** What goes wrong with hosts. */
public final class SshProblems {
    private SshProblems() {}

    static Problem unknownName(Host host) {
        return new Problem(
                "CORAL-SSH-003",
                Errno.ENXIO,
                host.name() + ": there is no address for " + host.address(),
                "check the name, DNS and /etc/hosts of this node");
    }

    static Problem refused(Host host, int port) {
        return new Problem(
                "CORAL-SSH-004",
                Errno.ECONNREFUSED,
                host.name() + ": refuses connections to port " + port,
                "check that sshd runs there and listens at this port");
    }

    static Problem noAnswer(Host host, int port, String why) {
        return new Problem(
                "CORAL-SSH-005",
                Errno.EHOSTUNREACH,
                host.name() + ": port " + port + " cannot be reached in time: " + why,
                "check that the host is up, its network and its firewall");
    }

    static Problem unknownKey(Host host, String presented) {
        return new Problem(
                "CORAL-SSH-006",
                Errno.EPERM,
                host.name() + ": its key is not known: " + presented,
                "compare it with 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub' at its console, then"
                        + " 'coral hosts accept " + host.name() + "'");
    }

    static Problem changedKey(Host host, String known, String presented, String file) {
        return new Problem(
                "CORAL-SSH-007",
                Errno.EPERM,
                host.name() + ": its key has changed: known is " + known + ", presented was " + presented
                        + "; somebody may be in between, nothing was sent",
                "if the host was installed again: take its line out of " + file + ", then 'coral hosts accept "
                        + host.name() + "'");
    }

    static Problem revokedKey(Host host, String presented) {
        return new Problem(
                "CORAL-SSH-008",
                Errno.EPERM,
                host.name() + ": its key is revoked: " + presented,
                "somebody uses a stolen key; nothing was sent");
    }

    static Problem notLetIn(Host host, String user, String tried, String why) {
        return new Problem(
                "CORAL-SSH-009",
                Errno.EACCES,
                host.name() + ": user " + user + " was not let in with " + tried + " (" + why + ")",
                "add the public key to that user's authorized_keys there, or name another key in identity.files");
    }

    static Problem broken(Host host, String why) {
        return new Problem(
                "CORAL-SSH-010",
                Errno.EPROTO,
                host.name() + ": no connection: " + Names.printable(why),
                "look into sshd's log there");
    }

    static Problem jump(Host host, String jump, Problem why) {
        return new Problem(
                "CORAL-SSH-019",
                Errno.EHOSTUNREACH,
                host.name() + ": not reached through " + jump + ": " + why.text(),
                "");
    }

    static Problem stopped(Host host, StopReason reason, String done) {
        return switch (reason) {
            case CONNECT ->
                new Problem(
                        "CORAL-SSH-005",
                        Errno.ETIMEDOUT,
                        host.name() + ": cannot be reached in time: nothing came back",
                        "check that the host is up, its network and its firewall");
            case DEADLINE ->
                new Problem(
                        "CORAL-SSH-011",
                        Errno.ETIMEDOUT,
                        host.name() + ": its time was over: " + done,
                        "give it longer");
            case OVERALL ->
                new Problem(
                        "CORAL-SSH-012",
                        Errno.ETIMEDOUT,
                        host.name() + ": the time of the whole run was over: " + done,
                        "give it longer, or more hosts at once");
            case CANCELLED -> Problem.of("CORAL-SSH-013", Errno.ECANCELED, host.name() + ": cancelled: " + done);
            case OUTPUT ->
                new Problem(
                        "CORAL-SSH-014",
                        Errno.EFBIG,
                        host.name() + ": wrote without end: " + done,
                        "write to a file there");
        };
    }

    static Problem lost(Host host) {
        return new Problem(
                "CORAL-SSH-015",
                Errno.ECONNRESET,
                host.name() + ": the connection broke while the command ran; what became of it is not known",
                "look there before it is repeated");
    }

    static Problem identity(String file, String why) {
        return new Problem(
                "CORAL-SSH-016",
                Errno.EACCES,
                "identity file " + Names.printable(file) + ": " + why,
                "a private key without passphrase that its owner alone can read (0600), or one held by ssh-agent");
    }

    static Problem knownHosts(String file, String why) {
        return Problem.of(
                "CORAL-SSH-017", Errno.EIO, "known hosts " + Names.printable(file) + ": " + Names.printable(why));
    }

    static Problem setting(String key, Object value, String allowed) {
        return Problem.of(
                "CORAL-SSH-018",
                Errno.EINVAL,
                "coral.core.ssh: " + key + "=" + value + " is not allowed; it takes " + allowed);
    }
}
