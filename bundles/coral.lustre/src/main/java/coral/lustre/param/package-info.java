// SPDX-License-Identifier: Apache-2.0
/** What Lustre's tools print about a running system, as values: parameters, devices, space and LNet. */
@Version("0.1.0")
@Export
@NullMarked
package coral.lustre.param;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
