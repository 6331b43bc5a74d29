// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.filesystem.HsmFile;
import coral.hsm.filesystem.HsmFileSystem;

/**
 * A file to work on. Immutable.
 *
 * @param shown its path as typed
 * @param fileSystem where it is
 * @param file what it is
 */
public record Target(String shown, HsmFileSystem fileSystem, HsmFile file) {
    /** What is done with files as they are found. */
    public interface Sink {
        /** Works on a file, at once or later. */
        void file(Target target) throws ProblemException, InterruptedException;

        /** Notes that a path leads to no file. */
        void failed(String shown, Problem problem);

        /** Works on what was put off, after the last file. */
        default void finish() throws InterruptedException {}
    }
}
