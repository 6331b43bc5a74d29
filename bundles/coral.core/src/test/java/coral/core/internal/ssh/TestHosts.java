// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import java.nio.file.Path;

/** Hosts 127.1.*, which are known, and others, which are not. */
public final class TestHosts implements AutoCloseable {
    private final Sshd sshd;
    private final SshHosts ssh;

    private TestHosts(Sshd sshd) {
        this.sshd = sshd;
        this.ssh = new SshHosts(sshd.settings());
    }

    /** Starts sshd. */
    public static TestHosts start(Path folder) throws Exception {
        return new TestHosts(Sshd.start(Sshd.folder(folder, "sshd")).known("127.1.*"));
    }

    /** Reaches them. */
    public SshHosts ssh() {
        return ssh;
    }

    /** Where sshd listens. */
    public int port() {
        return sshd.port();
    }

    @Override
    public void close() throws Exception {
        ssh.deactivate();
        sshd.close();
    }
}
