// SPDX-License-Identifier: Apache-2.0
/**
 * Layouts of files and directories as values, from extended attributes and from what {@code lfs} prints; where in which
 * object a byte of a file lies. Structures and flags are those of uapi/linux/lustre/lustre_user.h and lustre_idl.h of
 * Lustre 2.17. Immutable values; safe for use by many threads. What is damaged is refused with a
 * {@link coral.core.problem.ProblemException}.
 */
@Version("0.1.0")
@Export
@NullMarked
package coral.lustre.layout;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
