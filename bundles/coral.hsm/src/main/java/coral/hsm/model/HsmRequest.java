// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

import coral.core.lustre.Fid;
import java.time.Instant;
import java.util.Optional;

/**
 * A request as its coordinator sees it now: one line of Lustre's hsm.actions. Immutable.
 *
 * @param cookie the request's number
 * @param fid the file
 * @param action what is asked
 * @param archiveId where to or from
 * @param status where the request stands
 * @param created when it was accepted
 * @param changed when the status last changed or progress was last reported
 * @param bytesDone bytes moved so far
 * @param failure why it FAILED
 * @param data bytes for the mover; coordinators may forget them once the request has ended
 */
public record HsmRequest(
        Cookie cookie,
        Fid fid,
        HsmAction action,
        ArchiveId archiveId,
        RequestStatus status,
        Instant created,
        Instant changed,
        long bytesDone,
        Optional<Failure> failure,
        Blob data) {
    /** This request as one that failed, for another reason than before. */
    public HsmRequest failed(Failure why) {
        return new HsmRequest(
                cookie,
                fid,
                action,
                archiveId,
                RequestStatus.FAILED,
                created,
                changed,
                bytesDone,
                Optional.of(why),
                data);
    }

    /** This request without data for the mover. */
    public HsmRequest withoutData() {
        return data.length() == 0
                ? this
                : new HsmRequest(
                        cookie, fid, action, archiveId, status, created, changed, bytesDone, failure, Blob.EMPTY);
    }
}
