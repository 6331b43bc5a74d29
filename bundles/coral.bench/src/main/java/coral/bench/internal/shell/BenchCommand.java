// SPDX-License-Identifier: Apache-2.0
package coral.bench.internal.shell;

import coral.core.shell.Command;
import coral.core.shell.Invocation;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine;

/** {@code coral bench}. */
@Component(property = {Command.NAME + "=bench", Command.PARENT + "=coral"})
public final class BenchCommand implements Command {
    /** Environment variable of a node that was started for benchmarks: the directory for their files. */
    private static final String PLACE = "CORAL_BENCH_DIRECTORY";

    private final @Nullable Path place;
    private final Semaphore turn = new Semaphore(1);

    /** Made by the component runtime. */
    @Activate
    public BenchCommand() {
        this(System.getenv(PLACE));
    }

    BenchCommand(@Nullable String place) {
        this.place = place == null ? null : Path.of(place);
    }

    @Override
    public Object create(Invocation invocation) {
        return new CommandLine(new Bench())
                .addSubcommand(new BenchLs(invocation))
                .addSubcommand(new BenchRun(invocation, place, turn))
                .getCommandSpec();
    }

    @CommandLine.Command(name = "bench", description = "Measures this version against plain copies in the same run.")
    static final class Bench {}
}
