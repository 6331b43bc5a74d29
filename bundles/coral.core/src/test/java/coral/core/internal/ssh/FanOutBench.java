// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.ssh.Host;
import coral.core.ssh.HostProgress;
import coral.core.ssh.HostResult;
import coral.core.ssh.RemoteCommand;
import coral.core.ssh.RunLimits;
import coral.core.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code true} on 200 addresses of one sshd: ours with no connection and with kept ones, pdsh, clush and parallel-ssh,
 * in turns. No test: speed is not asserted. docs/performance.md says how to run it.
 */
public final class FanOutBench {
    private static final int HOSTS = 200;
    private static final String FAN_OUT = "64";

    private final Sshd sshd;
    private final Path config;
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    /** What is measured. */
    private interface Turn {
        void run() throws Exception;
    }

    private FanOutBench(Sshd sshd, Path config) {
        this.sshd = sshd;
        this.config = config;
    }

    /** Measures; the first argument is how many rounds, 3 if not given. */
    public static void main(String[] args) throws Exception {
        int rounds = args.length == 0 ? 3 : Integer.parseInt(args[0]);
        Path temp = Files.createTempDirectory("coral-fan-out");
        try (Sshd sshd = Sshd.start(Sshd.folder(temp, "sshd")).known("127.1.*")) {
            FanOutBench bench = new FanOutBench(sshd, sshd.clientConfig());
            for (int round = 0; round < rounds; round++) {
                bench.round();
            }
            bench.seconds.forEach((who, all) -> System.out.printf("%-24s %s  median %.2f s%n", who, all, median(all)));
        }
    }

    private static double median(List<Double> all) {
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private void round() throws Exception {
        SshHosts ours = new SshHosts(sshd.settings());
        try {
            time("coral, no connection", () -> run(ours));
            time("coral, kept connections", () -> run(ours));
        } finally {
            ours.deactivate();
        }
        String options = "-F" + config;
        String all = "-w 127.1.0.[1-" + HOSTS + "] true";
        String pdsh = "env PDSH_SSH_ARGS_APPEND=" + options + " pdsh -R ssh -f " + FAN_OUT + " " + all;
        String clush = "clush -S -f " + FAN_OUT + " -o " + options + " " + all;
        StringBuilder parallel = new StringBuilder("parallel-ssh -p " + FAN_OUT + " -x " + options);
        Sshd.hosts(HOSTS).forEach(host -> parallel.append(" -H ").append(host.address()));
        time("pdsh", () -> program(pdsh));
        time("clush", () -> program(clush));
        time("parallel-ssh", () -> program(parallel + " true"));
    }

    private void run(SshHosts ours) throws InterruptedException {
        List<Host> hosts = Sshd.hosts(HOSTS);
        RunLimits limits = Sshd.LIMITS.withConnect(Duration.ofMinutes(1)).withPerHost(Duration.ofMinutes(1));
        List<HostResult> results =
                ours.run(hosts, RemoteCommand.of("true"), limits, new CancelToken(), HostProgress.NONE);
        long well = results.stream().filter(HostResult::isOk).count();
        if (well != HOSTS) {
            throw new IllegalStateException(well + " of " + HOSTS + " are well: " + results);
        }
    }

    private static void program(String words) throws IOException, InterruptedException {
        String out = Sshd.run(words.split(" "));
        if (out.contains("exit") || out.contains("FAILURE")) {
            throw new IllegalStateException(words + ": " + out);
        }
    }

    private void time(String who, Turn what) throws Exception {
        long begin = System.nanoTime();
        what.run();
        double took = Math.round((System.nanoTime() - begin) / 1e7) / 100.0;
        System.out.printf("%-24s %.2f s%n", who, took);
        seconds.computeIfAbsent(who, k -> new ArrayList<>()).add(took);
    }
}
