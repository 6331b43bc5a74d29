// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.HostKey;
import coral.core.internal.digest.Sha256;
import java.util.Base64;

/** A host's key as people compare it and as known_hosts has it. */
final class KeyText {
    private KeyText() {}

    /** As ssh-keygen -l has it: {@code ssh-ed25519 SHA256:…}. */
    static String shown(HostKey key) {
        return key.getType() + " " + fingerprint(key);
    }

    /** {@code SHA256:} and the digest in Base64 without padding. */
    static String fingerprint(HostKey key) {
        byte[] digest = Sha256.fresh().digest(Base64.getDecoder().decode(key.getKey()));
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    }

    /** What known_hosts calls a host at a port. */
    static String name(String address, int port) {
        return port == SshSettings.SSH_PORT ? address : "[" + address + "]:" + port;
    }

    /** A line of known_hosts. */
    static String line(String name, HostKey key) {
        return name + " " + key.getType() + " " + key.getKey() + "\n";
    }
}
