// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import java.util.Optional;
import java.util.function.Consumer;

/** Lets whole events through: a stack trace goes with its first line. For one thread. */
final class LogFilter implements Consumer<String> {
    private final String level;
    private final String logger;
    private final Consumer<String> wanted;
    private boolean passing;

    /**
     * Passes events on.
     *
     * @param level the least important one that is wanted
     * @param logger name of the loggers, or what they are beneath; empty for all
     */
    LogFilter(String level, String logger, Consumer<String> wanted) {
        this.level = level;
        this.logger = logger;
        this.wanted = wanted;
    }

    @Override
    public void accept(String line) {
        Optional<LogLine> first = LogLine.of(line);
        if (first.isPresent()) {
            passing = first.get().isAtLeast(level)
                    && (logger.isEmpty() || first.get().isBeneath(logger));
        }
        if (passing) {
            wanted.accept(line);
        }
    }
}
