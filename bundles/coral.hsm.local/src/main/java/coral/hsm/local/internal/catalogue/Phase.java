// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

/** What is being done to a file's blocks; anything but NONE is ended by recovery after a crash. */
public enum Phase {
    /** Nothing. */
    NONE(0),
    /** Permissions are being withheld and blocks punched. */
    RELEASING(1),
    /** Data is being written into the released file: what blocks it has are ours. */
    RESTORING(2),
    /** The data is back; permissions are being given back. */
    UNVEILING(3),
    /** What somebody wrote to the released file is being punched. */
    DISCARDING(4);

    private final int code;

    Phase(int code) {
        this.code = code;
    }

    /** Whether no request may come in between. A failed restore leaves RESTORING, which the next one ends. */
    public boolean refusesRequests() {
        return this == RELEASING || this == UNVEILING || this == DISCARDING;
    }

    /** The number in the journal. */
    int code() {
        return code;
    }
}
