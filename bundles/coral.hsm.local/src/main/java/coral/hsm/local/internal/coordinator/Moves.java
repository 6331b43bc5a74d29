// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.hsm.model.Failure;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import java.time.Instant;
import java.util.Optional;

/** Requests in their next state. */
final class Moves {
    private Moves() {}

    static HsmRequest to(HsmRequest request, RequestStatus status, Instant now) {
        return moved(request, status, now, request.bytesDone(), Optional.empty());
    }

    static HsmRequest failed(HsmRequest request, Failure failure, Instant now) {
        return moved(request, RequestStatus.FAILED, now, request.bytesDone(), Optional.of(failure));
    }

    static HsmRequest done(HsmRequest request, long bytes, Instant now) {
        return moved(request, RequestStatus.SUCCEED, now, bytes, Optional.empty());
    }

    static HsmRequest progressed(HsmRequest request, long bytes, Instant now) {
        return moved(request, request.status(), now, bytes, Optional.empty());
    }

    /** Given out anew: what was done counts for nothing. */
    static HsmRequest again(HsmRequest request, Instant now) {
        return moved(request, RequestStatus.WAITING, now, 0, Optional.empty());
    }

    private static HsmRequest moved(
            HsmRequest r, RequestStatus status, Instant now, long bytes, Optional<Failure> failure) {
        HsmRequest next = new HsmRequest(
                r.cookie(), r.fid(), r.action(), r.archiveId(), status, r.created(), now, bytes, failure, r.data());
        return status.isFinal() ? next.withoutData() : next;
    }
}
