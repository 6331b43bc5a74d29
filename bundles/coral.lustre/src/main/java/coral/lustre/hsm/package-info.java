// SPDX-License-Identifier: Apache-2.0
/**
 * What Lustre tells of HSM, as values: the attribute {@code trusted.hsm}, what {@code lfs hsm_state} and {@code lfs
 * hsm_action} print, and the coordinator's tables. Words and numbers are those of uapi/linux/lustre/lustre_user.h of
 * Lustre 2.17.
 */
@Version("0.1.0")
@Export
@NullMarked
package coral.lustre.hsm;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
