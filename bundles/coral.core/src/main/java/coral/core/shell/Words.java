// SPDX-License-Identifier: Apache-2.0
package coral.core.shell;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ConsumerType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * What an option or a parameter may become, known only at the moment when somebody completes it: the archives, say. A
 * command has a class for each kind, names it in picocli's {@code completionCandidates}, and makes its model with
 * {@link #factory}:
 *
 * <pre>{@code
 * CommandSpec.forAnnotatedObject(new Archive(…), Words.factory(new ArchiveIds(…)))
 * }</pre>
 *
 * <p>Completion never fails and is never long: of what throws there are no words, of many the first 1000.
 */
@ConsumerType
public abstract class Words implements Iterable<String> {
    private static final Logger LOG = LoggerFactory.getLogger(Words.class);
    private static final int MOST = 1000;

    private final Callable<? extends Collection<String>> now;

    /**
     * Words of one call.
     *
     * @param now gives those of the moment; asked by the thread that completes, may throw, must not wait long
     */
    protected Words(Callable<? extends Collection<String>> now) {
        this.now = now;
    }

    @Override
    public final Iterator<String> iterator() {
        try {
            return now.call().stream().limit(MOST).toList().iterator();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) { // Whatever it is, whoever presses Tab does not want to read it.
            LOG.debug("no words of {}", getClass(), e);
        }
        return List.<String>of().iterator();
    }

    /** Gives picocli these for their classes, and all else as picocli makes it. */
    public static IFactory factory(Words... known) {
        List<Words> words = List.of(known);
        return new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                for (Words one : words) {
                    if (type.isInstance(one)) {
                        return type.cast(one);
                    }
                }
                return CommandLine.defaultFactory().create(type);
            }
        };
    }
}
