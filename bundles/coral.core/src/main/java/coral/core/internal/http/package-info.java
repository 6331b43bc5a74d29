// SPDX-License-Identifier: Apache-2.0
/** How the node is reached by HTTP: the listener, its guard, tokens, and the servlets of every Api. */
@NullMarked
package coral.core.internal.http;

import org.jspecify.annotations.NullMarked;
