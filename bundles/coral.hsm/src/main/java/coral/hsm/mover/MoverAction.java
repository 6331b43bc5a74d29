// SPDX-License-Identifier: Apache-2.0
package coral.hsm.mover;

import coral.core.lustre.Fid;
import coral.core.task.CancelToken;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.ObjectRef;
import java.util.Optional;

/**
 * What a mover is asked to do with one file. Immutable.
 *
 * @param fileSystem name of the file system
 * @param fid the file
 * @param cookie the request's number, the same at every try of one request. Two tries may run at once, the earlier one
 *     given up and not stopped yet: what a try makes must have a name of its own
 * @param object the copy to restore or remove; empty for archives
 * @param data the request's bytes for the mover
 * @param cancel to be asked at least once a block
 * @param progress to be told of bytes moved
 */
public record MoverAction(
        String fileSystem,
        Fid fid,
        Cookie cookie,
        Optional<ObjectRef> object,
        Blob data,
        CancelToken cancel,
        Progress progress) {
    /** Counts what is done. Cheap, never blocks, safe for use by many threads. */
    @FunctionalInterface
    public interface Progress {
        /** Adds bytes that were moved. */
        void moved(long bytes);
    }
}
