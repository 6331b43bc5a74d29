// SPDX-License-Identifier: Apache-2.0
/**
 * Records of an MDT's changelog as values: from bytes as the changelog device gives them, and from what {@code lfs
 * changelog} prints. Structures and numbers are those of uapi/linux/lustre/lustre_user.h of Lustre 2.17.
 */
@Version("0.1.0")
@Export
@NullMarked
package coral.lustre.changelog;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
