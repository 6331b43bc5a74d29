// SPDX-License-Identifier: Apache-2.0
/** The HSM page of the web console; its files are in the bundle's folder {@code console}. */
@NullMarked
package coral.hsm.agent.internal.console;

import org.jspecify.annotations.NullMarked;
