// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.shell;

import coral.bench.internal.measure.Benchmark;
import coral.bench.internal.suite.Sizes;
import coral.bench.internal.suite.Suite;
import coral.core.problem.ProblemException;
import coral.core.shell.Invocation;
import coral.core.shell.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

@CommandLine.Command(name = "ls", description = "Lists the benchmarks, their rivals and goals.")
final class BenchLs implements Callable<Integer> {
    private final Invocation invocation;

    @CommandLine.Option(names = "--json", description = "One line of JSON for each.")
    private boolean json;

    BenchLs(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws ProblemException {
        for (Benchmark benchmark : new Suite(Sizes.FULL).named(List.of())) {
            if (json) {
                invocation.out().println(Json.line(fields(benchmark)));
            } else {
                invocation
                        .out()
                        .printf(
                                "%-24s %-8s %-14s %s%n",
                                benchmark.name(),
                                benchmark.metric().unit(),
                                benchmark.goal().text(),
                                benchmark.rivalName());
            }
        }
        return 0;
    }

    private static Map<String, Object> fields(Benchmark benchmark) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", benchmark.name());
        fields.put("metric", benchmark.metric().unit());
        fields.put("rival_name", benchmark.rivalName());
        fields.put("goal", benchmark.goal().text());
        fields.put("need_bytes", benchmark.needBytes());
        return fields;
    }
}
