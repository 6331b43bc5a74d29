// SPDX-License-Identifier: Apache-2.0
/** What can be asked of HSM and how it is answered: one piece of logic each, for the shell and for HTTP. */
@NullMarked
package coral.hsm.agent.internal.operation;

import org.jspecify.annotations.NullMarked;
