// SPDX-License-Identifier: Apache-2.0
/** Serves the console's frame and the pages of other bundles. */
@NullMarked
package coral.console.internal.frame;

import org.jspecify.annotations.NullMarked;
