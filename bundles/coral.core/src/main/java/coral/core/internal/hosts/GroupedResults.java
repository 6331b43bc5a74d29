// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.posix.Names;
import coral.core.shell.Invocation;
import coral.core.ssh.HostNames;
import coral.core.ssh.HostResult;
import coral.core.ssh.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as people read them: hosts of which the same came together. */
final class GroupedResults {
    private final Invocation invocation;

    /** What hosts of one group have in common. */
    private record Same(String end, Output stdout, Output stderr) {}

    GroupedResults(Invocation invocation) {
        this.invocation = invocation;
    }

    /** Writes all; returns 0 if all are well, else 1. */
    int show(List<HostResult> results) throws IOException {
        Map<Same, List<String>> groups = new LinkedHashMap<>();
        for (HostResult result : results) {
            groups.computeIfAbsent(new Same(end(result), result.stdout(), result.stderr()), same -> new ArrayList<>())
                    .add(result.host().name());
        }
        for (Map.Entry<Same, List<String>> group : groups.entrySet()) {
            show(group.getKey(), group.getValue());
        }
        return summary(results);
    }

    /** With the host's name taken out: it stands above. */
    private static String end(HostResult result) {
        if (result.problem().isPresent()) {
            String name = result.host().name();
            return result.problem()
                    .get()
                    .text()
                    .replace(": " + name + ": ", ": ")
                    .replace(" " + name + "'", " HOST'");
        }
        if (result instanceof HostResult.Signalled signalled) {
            return "ended by SIG" + signalled.signal();
        }
        return result instanceof HostResult.Exited exited && exited.exit() != 0 ? "exit " + exited.exit() : "";
    }

    private void show(Same same, List<String> names) throws IOException {
        String hosts = HostNames.fold(names) + (names.size() > 1 ? " (" + names.size() + ")" : "");
        String line = "-".repeat(Math.min(60, Math.max(15, hosts.length())));
        if (!same.end().isEmpty() || !same.stdout().isEmpty() || !same.stderr().isEmpty()) {
            invocation.out().println(line + "\n" + hosts + "\n" + line);
        }
        write(same.stdout(), "standard output");
        for (String text : same.stderr().text().lines().toList()) {
            invocation.err().println(HostNames.fold(names) + ": " + text);
        }
        if (same.stderr().isCut()) {
            invocation
                    .err()
                    .println(HostNames.fold(names) + ": … of " + same.stderr().totalBytes() + " bytes");
        }
        if (!same.end().isEmpty()) {
            invocation.out().println("[" + same.end() + "]");
        }
    }

    private void write(Output output, String what) throws IOException {
        byte[] bytes = output.bytes();
        invocation.out().flush();
        invocation.rawOut().write(bytes);
        if (bytes.length > 0 && bytes[bytes.length - 1] != '\n') {
            invocation.rawOut().write('\n');
        }
        invocation.rawOut().flush();
        if (output.isCut()) {
            invocation
                    .out()
                    .println("[" + what + " was cut: " + bytes.length + " of " + output.totalBytes() + " bytes]");
        }
    }

    private int summary(List<HostResult> results) {
        List<HostResult> failed = results.stream().filter(one -> !one.isOk()).toList();
        if (failed.isEmpty()) {
            return 0;
        }
        HostResult worst = failed.get(0);
        for (HostResult one : failed) {
            worst = weight(one) > weight(worst) ? one : worst;
        }
        String why = worst.problem()
                .map(problem -> problem.text())
                .orElse(worst.host().name() + ": " + end(worst));
        invocation
                .err()
                .println(failed.size() + " of " + results.size() + " hosts failed; worst: " + Names.printable(why));
        return 1;
    }

    private static int weight(HostResult result) {
        if (result instanceof HostResult.Exited exited) {
            return exited.exit();
        }
        return 1000 + (result instanceof HostResult.Lost ? 2 : result instanceof HostResult.Stopped ? 1 : 0);
    }
}
