// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What may be dropped: a file that is read at every question, so that a new line holds at once. */
final class AllowList {
    private static final Logger LOG = LoggerFactory.getLogger(AllowList.class);
    private static final long MOST_BYTES = 1 << 20;
    private static final Pattern LINE = Pattern.compile("(sha256|signer)\\s+([0-9a-f:]{64,95})");

    private final Path file;
    private final Mode mode;

    /** What happens to a bundle that is not on the list. */
    enum Mode {
        /** The list is not looked at. */
        OFF,
        /** It runs, and the log says so. */
        WARN,
        /** It is not installed. */
        ENFORCE;

        static Mode of(String text) {
            return text.isEmpty() ? OFF : valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    private record Allowed(Set<String> hashes, Set<String> signers) {}

    AllowList(Path file, Mode mode) {
        this.file = file;
        this.mode = mode;
    }

    Path file() {
        return file;
    }

    /** Refuses a jar that is not allowed, or in mode WARN only logs it. */
    void check(String name, DroppedJar jar) throws ProblemException {
        if (mode == Mode.OFF) {
            return;
        }
        Optional<Problem> problem = problem(name, jar);
        if (problem.isPresent() && mode == Mode.ENFORCE) {
            throw problem.get().exception();
        }
        problem.ifPresent(what -> LOG.warn("{} (it runs all the same: coral.deploy.allow=warn)", what.text()));
    }

    private Optional<Problem> problem(String name, DroppedJar jar) {
        try {
            Allowed allowed = read();
            if (allowed.hashes().contains(jar.sha256()) || isSigned(jar, allowed.signers())) {
                return Optional.empty();
            }
            return Optional.of(DeployProblems.notAllowed(name, jar.sha256(), file));
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }

    private static boolean isSigned(DroppedJar jar, Set<String> allowed) {
        if (allowed.isEmpty()) {
            return false;
        }
        try {
            return Signers.of(jar.copy()).stream().anyMatch(allowed::contains);
        } catch (IOException | SecurityException e) {
            LOG.warn("the signature of {} does not hold", jar.name(), e);
            return false;
        }
    }

    private Allowed read() throws ProblemException {
        Allowed allowed = new Allowed(new HashSet<>(), new HashSet<>());
        int number = 0;
        for (String line : lines()) {
            number++;
            String text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                add(allowed, number, text);
            }
        }
        return allowed;
    }

    private void add(Allowed allowed, int number, String text) throws ProblemException {
        Matcher matcher = LINE.matcher(text.toLowerCase(Locale.ROOT));
        String hex = matcher.matches() ? matcher.group(2).replace(":", "") : "";
        if (hex.length() != 64) {
            throw DeployProblems.badList(file, "line " + number + " is not understood")
                    .exception();
        }
        (matcher.group(1).equals("sha256") ? allowed.hashes() : allowed.signers()).add(hex);
    }

    private List<String> lines() throws ProblemException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw DeployProblems.badList(file, "it is larger than 1 MiB").exception();
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new ProblemException(DeployProblems.badList(file, "it cannot be read: " + e), e);
        }
    }
}
