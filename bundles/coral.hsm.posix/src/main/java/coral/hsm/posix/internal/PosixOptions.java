// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.MoverOption;
import coral.hsm.pipeline.DigestAlgorithm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a {@code posix} archive is configured by, checked. Immutable.
 *
 * @param root absolute path of the archive's directory
 * @param further digests to make beside CRC-32C
 */
record PosixOptions(String root, Set<DigestAlgorithm> further) {
    /** All keys, as {@code hsm archives add} offers them. */
    static final List<MoverOption> KEYS = List.of(
            new MoverOption("root", "the archive's directory, an absolute path", Optional.empty()),
            new MoverOption("hash", "content digest: " + words(), Optional.of(DigestAlgorithm.CRC32C.word())));

    private static final int MOST_PATH_BYTES = 4000;

    static PosixOptions of(ArchiveConfig config) throws ProblemException {
        for (String key : config.options().keySet()) {
            if (KEYS.stream().noneMatch(known -> known.key().equals(key))) {
                throw refused(
                        "CORAL-POSIX-001",
                        "unknown option '" + Names.printable(key) + "', allowed are "
                                + KEYS.stream().map(MoverOption::key).collect(Collectors.joining(", ")));
            }
        }
        return new PosixOptions(root(config), further(config));
    }

    private static String root(ArchiveConfig config) throws ProblemException {
        String root = config.options().get("root");
        if (root == null) {
            throw refused("CORAL-POSIX-002", "option 'root' is missing; it must be an absolute path");
        }
        if (!root.startsWith("/") || root.indexOf('\0') >= 0 || root.length() > MOST_PATH_BYTES) {
            throw refused(
                    "CORAL-POSIX-002",
                    "option 'root' is '" + Names.printable(root) + "'; it must be an absolute path of at most "
                            + MOST_PATH_BYTES + " characters");
        }
        return root;
    }

    private static Set<DigestAlgorithm> further(ArchiveConfig config) throws ProblemException {
        String word = config.options().getOrDefault("hash", DigestAlgorithm.CRC32C.word());
        return Set.of(DigestAlgorithm.named(word)
                .orElseThrow(() -> refused(
                        "CORAL-POSIX-003",
                        "option 'hash' is '" + Names.printable(word) + "', allowed are " + words())));
    }

    private static String words() {
        return Stream.of(DigestAlgorithm.values()).map(DigestAlgorithm::word).collect(Collectors.joining(", "));
    }

    private static ProblemException refused(String code, String message) {
        return Problem.of(code, Errno.EINVAL, message).exception();
    }
}
