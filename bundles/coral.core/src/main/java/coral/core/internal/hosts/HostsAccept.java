// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.internal.ssh.HostKeys.Presented;
import coral.core.internal.ssh.HostKeys.State;
import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral hosts accept}: the first meeting with a host. */
@CommandLine.Command(
        name = "accept",
        description = {
            "Asks hosts for their keys, shows the fingerprints and writes new keys to known_hosts.",
            "Compare them with what is shown at the hosts' consoles; --dry-run only shows them.",
            "A key that differs from the known one is refused. Exit code 1 if one was refused."
        })
final class HostsAccept implements Callable<Integer> {
    private final HostsCall call;

    @Parameters(arity = "1..*", paramLabel = HostsCommand.HOSTS, description = "Hosts to meet.")
    private List<String> lists = new ArrayList<>();

    @Option(
            names = "--fingerprint",
            paramLabel = "SHA256:…",
            description = "Accepts keys with one of these fingerprints only.")
    private List<String> fingerprints = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only shows the keys.")
    private boolean dryRun;

    @Option(names = "--json", description = "A line of JSON for each host.")
    private boolean json;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    HostsAccept(HostsCall call) {
        this.call = call;
    }

    /**
     * What {@code --json} shows.
     *
     * @param state {@code accepted}, {@code acceptable} (of a dry run), {@code known} or {@code refused}
     */
    record View(String host, String state, String key, String message) {}

    @Override
    public Integer call() throws ProblemException, InterruptedException {
        List<Host> hosts = call.hosts("accept keys of hosts", lists);
        List<Presented> all = call.ssh()
                .keys(hosts, limits.over(call.ssh().limits()), call.invocation().cancel());
        List<Presented> fresh = all.stream().filter(this::isAcceptable).toList();
        if (!dryRun && !fresh.isEmpty()) {
            call.ssh().accept(fresh);
        }
        List<View> views = all.stream().map(this::view).toList();
        views.forEach(this::show);
        return views.stream().noneMatch(view -> view.state().equals("refused")) ? 0 : 1;
    }

    private boolean isAcceptable(Presented one) {
        return one.state() == State.NEW && (fingerprints.isEmpty() || fingerprints.contains(one.fingerprint()));
    }

    private View view(Presented one) {
        String name = one.host().name();
        if (isAcceptable(one)) {
            return new View(name, dryRun ? "acceptable" : "accepted", one.key(), "");
        }
        return switch (one.state()) {
            case NEW ->
                new View(
                        name,
                        "refused",
                        one.key(),
                        "CORAL-SSH-028: " + name + ": its key is " + one.key() + ", which --fingerprint does not name");
            case KNOWN -> new View(name, "known", one.key(), "");
            case REFUSED -> new View(name, "refused", one.key(), one.problem());
        };
    }

    private void show(View view) {
        if (json) {
            call.json(view);
        } else if (view.message().isEmpty()) {
            String key = view.key().isEmpty() ? "needs no key" : view.key();
            String state = view.state().equals("acceptable") ? "would be accepted" : view.state();
            call.invocation().out().println(state + ": " + view.host() + ": " + key);
        } else {
            call.invocation().out().println("refused: " + view.message());
        }
    }
}
