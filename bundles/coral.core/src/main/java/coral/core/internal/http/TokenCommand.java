// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.http.Role;
import coral.core.internal.node.NodeOwner;
import coral.core.internal.shell.Span;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.shell.Command;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import coral.core.shell.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral token}: who may use HTTP. */
@Component(property = {Command.NAME + "=token", Command.PARENT + "=coral"})
public final class TokenCommand implements Command {
    private final Tokens tokens;

    /** Made by the component runtime. */
    @Activate
    public TokenCommand(@Reference Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Object create(Invocation invocation) {
        CommandLine line = new CommandLine(new Token(), Words.factory(new Names(tokens, invocation)));
        line.addSubcommand(new Add(tokens, invocation));
        line.addSubcommand(new Ls(tokens, invocation));
        line.addSubcommand(new Revoke(tokens, invocation));
        return line.getCommandSpec();
    }

    /** Names of the tokens, for those who may see them. */
    private static final class Names extends Words {
        Names(Tokens tokens, Invocation invocation) {
            super(() -> {
                NodeOwner.require(invocation.caller(), "see tokens");
                return tokens.all().stream().map(one -> one.name()).toList();
            });
        }
    }

    /** Words of the roles. */
    private static final class Roles extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Roles() {
            super(Arrays.stream(Role.values()).map(Role::word).toList());
        }
    }

    /** Without a leading zero: a token that ends at once is a slip. */
    static Duration duration(String text) throws ProblemException {
        return Span.parse(text)
                .filter(span -> !text.startsWith("0"))
                .orElseThrow(() -> Problem.of(
                                "CORAL-HTTP-023",
                                Errno.EINVAL,
                                "--expires '" + Statuses.shown(text)
                                        + "' is not allowed; it takes a number and s, m, h or d")
                        .exception());
    }

    @CommandLine.Command(name = "token", description = "Says who may use HTTP; for root and the node's user.")
    private static final class Token {}

    @CommandLine.Command(name = "add", description = "Makes a token and prints it; it is not shown again.")
    private static final class Add implements Callable<Integer> {
        private final Tokens tokens;
        private final Invocation invocation;

        @Parameters(paramLabel = "NAME", description = "By which it is revoked.")
        private String name;

        @Option(
                names = "--role",
                required = true,
                completionCandidates = Roles.class,
                description = "reader, operator or admin.")
        private String role;

        @Option(names = "--user", defaultValue = "", description = "Unix user it acts as; the node's own by default.")
        private String user;

        @Option(names = "--expires", paramLabel = "DURATION", description = "When it ends: 90d, 12h, 30m; never.")
        private @Nullable String expires;

        @Option(names = "--dry-run", description = "Only checks.")
        private boolean dryRun;

        Add(Tokens tokens, Invocation invocation) {
            this.tokens = tokens;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException, IOException {
            NodeOwner.require(invocation.caller(), "add tokens");
            Duration lasts = expires == null ? null : duration(expires);
            Tokens.Made made = tokens.add(name, role(), user, lasts, dryRun);
            invocation.out().println(dryRun ? "would add " + name : made.text());
            return 0;
        }

        private Role role() throws ProblemException {
            for (Role one : Role.values()) {
                if (one.word().equals(role)) {
                    return one;
                }
            }
            throw Problem.of(
                            "CORAL-HTTP-023",
                            Errno.EINVAL,
                            "--role '" + Statuses.shown(role) + "' is not allowed; it takes reader, operator or admin")
                    .exception();
        }
    }

    @CommandLine.Command(name = "ls", description = "Lists the tokens, without what they are.")
    private static final class Ls implements Callable<Integer> {
        private final Tokens tokens;
        private final Invocation invocation;

        @Option(names = "--json", description = "One line of JSON.")
        private boolean json;

        Ls(Tokens tokens, Invocation invocation) {
            this.tokens = tokens;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException {
            NodeOwner.require(invocation.caller(), "see tokens");
            List<TokenView> all = tokens.all().stream().map(TokenView::of).toList();
            if (json) {
                invocation.out().println(Json.line(all));
                return 0;
            }
            for (TokenView one : all) {
                invocation
                        .out()
                        .println(String.format(
                                Locale.ROOT,
                                "%-20s  %-8s  %-12s  %s",
                                one.name(),
                                one.role(),
                                one.user(),
                                one.expires() == null ? "never expires" : "expires " + one.expires()));
            }
            return 0;
        }
    }

    @CommandLine.Command(name = "revoke", description = "Ends a token.")
    private static final class Revoke implements Callable<Integer> {
        private final Tokens tokens;
        private final Invocation invocation;

        @Parameters(paramLabel = "NAME", completionCandidates = Names.class, description = "The token's name.")
        private String name;

        @Option(names = "--dry-run", description = "Only checks.")
        private boolean dryRun;

        Revoke(Tokens tokens, Invocation invocation) {
            this.tokens = tokens;
            this.invocation = invocation;
        }

        @Override
        public Integer call() throws ProblemException, IOException {
            NodeOwner.require(invocation.caller(), "revoke tokens");
            tokens.revoke(name, dryRun);
            invocation.out().println((dryRun ? "would revoke " : "revoked ") + name);
            return 0;
        }
    }
}
