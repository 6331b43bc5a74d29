// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

/** What a coordinator asks of an agent: enum hsm_copytool_action of uapi/linux/lustre/lustre_user.h (2.15). */
public enum HsmAction {
    ARCHIVE(20),
    RESTORE(21),
    REMOVE(22),
    CANCEL(23);

    private final int value;

    HsmAction(int value) {
        this.value = value;
    }

    /** The value on Lustre's wire. */
    public int value() {
        return value;
    }
}
