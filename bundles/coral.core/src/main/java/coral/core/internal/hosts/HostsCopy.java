// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.ssh.CopyResult;
import coral.core.ssh.Host;
import coral.core.ssh.HostNames;
import coral.core.ssh.RunLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coral hosts copy}: a file or directory to many hosts, or from them. */
@CommandLine.Command(
        name = "copy",
        description = {
            "Copies a file or directory to hosts; with --fetch from hosts, each to TARGET/NAME.HOST.",
            "Whole, compared by SHA-256 and synced before it has its name. Permissions are kept.",
            "TARGET is a name, not a directory to copy into. Exit code 1 if one copy failed."
        })
final class HostsCopy implements Callable<Integer> {
    private final HostsCall call;

    @Parameters(index = "0", paramLabel = HostsCommand.HOSTS, description = "Hosts to copy to or from.")
    private String list = "";

    @Parameters(index = "1", paramLabel = "SOURCE", description = "What to copy; absolute with --fetch.")
    private String source = "";

    @Parameters(index = "2", paramLabel = "TARGET", description = "Name there; with --fetch a directory here.")
    private String target = "";

    @Option(names = "--fetch", description = "From the hosts to here.")
    private boolean fetch;

    @Option(names = "--dry-run", description = "Only shows what would be copied, and where.")
    private boolean dryRun;

    @Option(names = "--json", description = "A line of JSON for each host.")
    private boolean json;

    @Mixin
    private LimitOptions limits = new LimitOptions();

    HostsCopy(HostsCall call) {
        this.call = call;
    }

    /** What {@code --json} shows. */
    record View(
            String host,
            boolean ok,
            @Nullable String path,
            @Nullable Long bytes,
            @Nullable String code,
            @Nullable String message,
            long millis) {
        static View of(CopyResult result) {
            Problem why = result.problem().orElse(null);
            CopyResult.Copied copied = result instanceof CopyResult.Copied one ? one : null;
            return new View(
                    result.host().name(),
                    why == null,
                    copied == null ? null : copied.path(),
                    copied == null ? null : copied.bytes(),
                    why == null ? null : why.code(),
                    why == null ? null : why.text(),
                    result.took().toMillis());
        }
    }

    @Override
    public Integer call() throws ProblemException, InterruptedException {
        List<Host> hosts = call.hosts("copy files to and from hosts", List.of(list));
        RunLimits bounds = limits.over(call.ssh().limits());
        String there = absolute(fetch ? source : target);
        String here = call.invocation().absolute(fetch ? target : source);
        if (dryRun) {
            dryRun(hosts, there, here);
            return 0;
        }
        List<CopyResult> results = copy(hosts, there, here, bounds);
        if (json) {
            results.forEach(result -> call.json(View.of(result)));
        } else {
            show(results);
        }
        return results.stream().allMatch(result -> result.problem().isEmpty()) ? 0 : 1;
    }

    private List<CopyResult> copy(List<Host> hosts, String there, String here, RunLimits bounds)
            throws InterruptedException {
        try (TerminalProgress progress = call.progress(hosts.size())) {
            return fetch
                    ? call.ssh()
                            .fetch(hosts, there, here, bounds, call.invocation().cancel(), progress)
                    : call.ssh()
                            .send(hosts, here, there, bounds, call.invocation().cancel(), progress);
        }
    }

    private static String absolute(String path) throws ProblemException {
        String plain = path.replaceFirst("(?<=.)/+$", "");
        if (!plain.startsWith("/") || plain.length() < 2) {
            throw Problem.of(
                            "CORAL-SSH-027",
                            Errno.EINVAL,
                            "path on the hosts '" + Names.printable(path) + "': an absolute path below / is needed")
                    .exception();
        }
        return plain;
    }

    private void dryRun(List<Host> hosts, String there, String here) {
        List<String> names = hosts.stream().map(Host::name).toList();
        if (json) {
            call.json(Map.of("hosts", names, "here", here, "there", there, "fetch", fetch, "dryRun", true));
            return;
        }
        String folded = HostNames.fold(names) + " (" + names.size() + ")";
        call.invocation()
                .out()
                .println(
                        fetch
                                ? "would copy " + there + " of " + folded + " into " + here
                                : "would copy " + here + " to " + there + " of " + folded);
    }

    private void show(List<CopyResult> results) {
        List<String> well = new ArrayList<>();
        for (CopyResult result : results) {
            if (result.problem().isEmpty()) {
                well.add(result.host().name());
            }
        }
        if (!well.isEmpty()) {
            call.invocation().out().println("copied: " + HostNames.fold(well) + " (" + well.size() + ")");
        }
        for (CopyResult result : results) {
            result.problem()
                    .ifPresent(why -> call.invocation().out().println("failed: " + Names.printable(why.text())));
        }
    }
}
