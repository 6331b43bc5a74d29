// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import coral.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the key that one host presents with what is known, and keeps what came of it. For one connection. */
final class HostKeyCheck implements HostKeyRepository {
    private static final String REVOKED = "@revoked";

    private final KnownHosts known;
    private final HostKeyRepository keys;
    private volatile @Nullable Found found;

    /** What came of the comparison. */
    enum Verdict {
        KNOWN,
        UNKNOWN,
        CHANGED,
        REVOKED
    }

    /**
     * The comparison.
     *
     * @param name as known_hosts has it
     * @param presented by the host
     * @param expected keys that were known
     */
    record Found(Verdict verdict, String name, HostKey presented, List<HostKey> expected) {}

    HostKeyCheck(KnownHosts known) throws ProblemException {
        this.known = known;
        this.keys = known.keys();
    }

    /** Empty as long as the host has presented no key. */
    Optional<Found> found() {
        return Optional.ofNullable(found);
    }

    @Override
    public int check(String name, byte[] key) {
        try {
            HostKey presented = new HostKey(name, key);
            List<HostKey> expected = known.of(name);
            Verdict verdict = verdict(presented, expected, both(name));
            found = new Found(verdict, name, presented, expected);
            return verdict == Verdict.KNOWN ? OK : verdict == Verdict.UNKNOWN ? NOT_INCLUDED : CHANGED;
        } catch (ProblemException | JSchException e) {
            return NOT_INCLUDED;
        }
    }

    /** Also what is known of the host at its usual port. */
    private List<HostKey> both(String name) throws ProblemException {
        List<HostKey> all = new ArrayList<>(known.of(name));
        if (!KnownHosts.plain(name).equals(name)) {
            all.addAll(known.of(KnownHosts.plain(name)));
        }
        return all;
    }

    private static Verdict verdict(HostKey presented, List<HostKey> expected, List<HostKey> all) {
        boolean same = false;
        for (HostKey one : all) {
            if (one.getKey().equals(presented.getKey())) {
                if (REVOKED.equals(one.getMarker())) {
                    return Verdict.REVOKED;
                }
                same |= one.getMarker().isEmpty();
            }
        }
        // A known host with a key of another kind only has changed too: else one could be led past its known key.
        boolean other = expected.stream().anyMatch(one -> one.getMarker().isEmpty());
        return same ? Verdict.KNOWN : other ? Verdict.CHANGED : Verdict.UNKNOWN;
    }

    @Override
    public HostKey[] getHostKey(String host, @Nullable String type) {
        try {
            return both(host).stream()
                    .filter(one -> type == null || one.getType().equals(type))
                    .toArray(HostKey[]::new);
        } catch (ProblemException e) {
            return new HostKey[0];
        }
    }

    @Override
    public HostKey[] getHostKey() {
        return keys.getHostKey();
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return known.file().toString();
    }

    @Override
    public void add(HostKey key, UserInfo ui) {
        throw new IllegalStateException("keys are accepted by people");
    }

    @Override
    public void remove(String host, String type) {
        throw new IllegalStateException("keys are removed by people");
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        throw new IllegalStateException("keys are removed by people");
    }
}
