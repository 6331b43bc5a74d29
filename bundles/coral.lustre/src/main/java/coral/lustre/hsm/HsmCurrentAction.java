// SPDX-License-Identifier: Apache-2.0
package coral.lustre.hsm;

/**
 * What {@code lfs hsm_action} prints of a file.
 *
 * @param path as it was given to lfs, by {@link coral.core.posix.Names}
 * @param movedBytes so far; -1 where lfs does not print it
 * @param from first byte of the file that it is about
 * @param end the byte after the last; -1 for the file's end
 */
public record HsmCurrentAction(String path, HsmVerb verb, Progress progress, long movedBytes, long from, long end) {
    /** How far it is, as enum hsm_progress_states. */
    public enum Progress {
        /** There is nothing to do. */
        NONE,
        /** Not begun. */
        WAITING,
        /** Begun. */
        RUNNING,
        /** Ended. */
        DONE,
        /** One that the printing version did not know. */
        UNKNOWN
    }
}
