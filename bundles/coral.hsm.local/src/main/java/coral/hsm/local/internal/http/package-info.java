// SPDX-License-Identifier: Apache-2.0
/** The file systems by HTTP. */
@NullMarked
package coral.hsm.local.internal.http;

import org.jspecify.annotations.NullMarked;
