// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

/** Life of a request: enum agent_req_status of uapi/linux/lustre/lustre_idl.h (2.15). */
public enum RequestStatus {
    WAITING(0),
    STARTED(1),
    FAILED(2),
    CANCELED(3),
    SUCCEED(4);

    private final int value;

    RequestStatus(int value) {
        this.value = value;
    }

    /** The value in Lustre's log. */
    public int value() {
        return value;
    }

    /** Whether the request has ended; a final status never changes. */
    public boolean isFinal() {
        return this != WAITING && this != STARTED;
    }
}
