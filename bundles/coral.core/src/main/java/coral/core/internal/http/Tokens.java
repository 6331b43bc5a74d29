// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.caller.Caller;
import coral.core.http.Role;
import coral.core.internal.digest.Sha256;
import coral.core.internal.nat.UserDatabase;
import coral.core.internal.node.NodeOwner;
import coral.core.internal.node.NodeState;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.store.WholeFile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bearer tokens of this node; of each only a SHA-256 is kept. Safe for use by many threads. */
@Component(service = Tokens.class)
public final class Tokens {
    static final int MOST = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final int RANDOM_BYTES = 32;
    private static final int LONGEST = 256;
    private static final int ONLY_OWNER = 0600;

    private final Path home;
    private final Clock clock;
    private final TokenFile file;
    private final TokenUsers users;
    private volatile List<Token> tokens = List.of();
    private @Nullable ProblemException refused;

    /** Who holds the token of a request. */
    record Holder(Token held, Caller caller) {
        String token() {
            return held.name();
        }

        Role role() {
            return held.role();
        }

        HttpServletRequest on(HttpServletRequest request) {
            return new HeldRequest(request, this);
        }
    }

    /** What {@code token add} is told once. */
    record Made(String text, Token token) {}

    /** Made by the component runtime. */
    @Activate
    public Tokens(@Reference NodeState node) {
        this(Path.of(node.property("coral.home")), Clock.systemUTC(), new TokenUsers(new UserDatabase()::user));
    }

    Tokens(Path home, Clock clock, TokenUsers users) {
        this.home = home;
        this.clock = clock;
        this.users = users;
        this.file = new TokenFile(home.resolve("data/coral.core/tokens.json"));
    }

    /** Reads what is there; the first time makes a token for the administrator. */
    @Activate
    synchronized void open() {
        try {
            Optional<List<Token>> kept = file.read();
            if (kept.isPresent()) {
                tokens = List.copyOf(kept.get());
            } else {
                first();
            }
        } catch (ProblemException e) {
            refused = e;
            LOG.error("{}", e.problem().text());
        } catch (IOException e) {
            // Without this component there were no guard, and a port without a guard would be open to all.
            refused = new ProblemException(
                    new Problem(
                            "CORAL-HTTP-030",
                            Errno.EIO,
                            "the tokens cannot be read or written: " + e.getMessage(),
                            "no token is accepted; mend data/coral.core/tokens.json and start the node again"),
                    e);
            LOG.error("{}", refused.problem().text(), e);
        }
    }

    /** The file with the token comes first: a crash before the second one makes both anew. */
    private void first() throws IOException {
        Files.createDirectories(home.resolve("data/coral.core"));
        Files.createDirectories(home.resolve("conf"));
        Made made = make("admin", Role.ADMIN, NodeOwner.caller().name(), null);
        WholeFile.replace(
                home.resolve("conf/admin.token"), (made.text() + "\n").getBytes(StandardCharsets.US_ASCII), ONLY_OWNER);
        replace(List.of(made.token()));
        LOG.info("conf/admin.token has a token for the administrator");
    }

    private void replace(List<Token> next) throws IOException {
        file.write(next);
        tokens = List.copyOf(next);
    }

    private Made make(String name, Role role, String user, @Nullable Instant expires) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String text = "coral_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        return new Made(text, new Token(name, role, user, HexFormat.of().formatHex(sha256(text)), now, expires));
    }

    /** Who has this token, if it is known and not over; takes the same time for each that is not. */
    Optional<Holder> holder(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        byte[] wanted = sha256(text);
        Token found = null;
        for (Token token : tokens) {
            if (MessageDigest.isEqual(wanted, HexFormat.of().parseHex(token.sha256()))) {
                found = token;
            }
        }
        if (found == null || found.isOver(clock.instant())) {
            return Optional.empty();
        }
        Token token = found;
        return users.caller(token.user()).map(caller -> new Holder(token, caller));
    }

    /** Whether a token that was right is so still: not revoked, not over. */
    boolean isStill(Token held) {
        return tokens.contains(held) && !held.isOver(clock.instant());
    }

    /** All tokens by name, those that are over too. */
    List<Token> all() throws ProblemException {
        checkUsable();
        return tokens.stream().sorted(Comparator.comparing(Token::name)).toList();
    }

    /**
     * Adds a token; durable when it returns.
     *
     * @param user that it acts as; empty for the node's own
     * @param lasts null for ever
     * @param dryRun only checks
     */
    synchronized Made add(String name, Role role, String user, @Nullable Duration lasts, boolean dryRun)
            throws ProblemException, IOException {
        checkUsable();
        String actsAs = user.isEmpty() ? NodeOwner.caller().name() : user;
        if (users.caller(actsAs).isEmpty()) {
            throw Problem.of("CORAL-HTTP-023", Errno.EINVAL, "the system has no user '" + Statuses.shown(actsAs) + "'")
                    .exception();
        }
        Made made;
        try {
            made = make(
                    name, role, actsAs, lasts == null ? null : clock.instant().plus(lasts));
        } catch (IllegalArgumentException e) {
            throw Problem.of("CORAL-HTTP-023", Errno.EINVAL, String.valueOf(e.getMessage()))
                    .exception();
        }
        if (tokens.size() >= MOST
                || tokens.stream().anyMatch(token -> token.name().equals(name))) {
            throw new Problem(
                            "CORAL-HTTP-021",
                            Errno.EEXIST,
                            "there is a token '" + name + "', or there are " + MOST + " of them",
                            "revoke it first, or choose another name")
                    .exception();
        }
        if (!dryRun) {
            List<Token> next = new ArrayList<>(tokens);
            next.add(made.token());
            replace(next);
        }
        return made;
    }

    /** Ends a token: the next request with it is refused. Durable when it returns. */
    synchronized void revoke(String name, boolean dryRun) throws ProblemException, IOException {
        checkUsable();
        List<Token> next =
                tokens.stream().filter(token -> !token.name().equals(name)).toList();
        if (next.size() == tokens.size()) {
            throw new Problem(
                            "CORAL-HTTP-024",
                            Errno.ENOENT,
                            "there is no token '" + Statuses.shown(name) + "'",
                            "'coral token ls' lists them")
                    .exception();
        }
        if (!dryRun) {
            replace(next);
        }
    }

    private synchronized void checkUsable() throws ProblemException {
        if (refused != null) {
            throw refused;
        }
    }

    private static byte[] sha256(String text) {
        return Sha256.fresh().digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
