// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import coral.core.problem.ProblemException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Where programs can be run one after the other: a host, or this one. For one thread. */
interface Place extends AutoCloseable {
    /** No standard input. */
    InputStream NO_INPUT = InputStream.nullInputStream();

    /**
     * Runs a program until it ends or the attempt is stopped. The streams are written by other threads; nothing is
     * written after the return.
     *
     * @param words argv
     * @param in standard input, read until its end; one that throws ends there
     * @throws ProblemException if nothing was begun
     */
    End run(List<String> words, InputStream in, OutputStream out, OutputStream err) throws ProblemException;

    @Override
    void close();
}
