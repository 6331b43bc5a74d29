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
    UNVEILING(3);

    private final int code;

    Phase(int code) {
        this.code = code;
    }

    /** The number in the journal. */
    int code() {
        return code;
    }
}
