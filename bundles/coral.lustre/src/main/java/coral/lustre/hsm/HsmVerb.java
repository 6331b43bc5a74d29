// SPDX-License-Identifier: Apache-2.0
package coral.lustre.hsm;

/** What is done, as Lustre prints enum hsm_user_action and enum hsm_copytool_action (lustre_user.h, 2.17). */
public enum HsmVerb {
    /** Nothing. */
    NOOP,
    /** Copy into the archive. */
    ARCHIVE,
    /** Copy back. */
    RESTORE,
    /** Give the space back. */
    RELEASE,
    /** Remove the copy. */
    REMOVE,
    /** Cancel another one. */
    CANCEL,
    /** One that the printing version did not know. */
    UNKNOWN
}
