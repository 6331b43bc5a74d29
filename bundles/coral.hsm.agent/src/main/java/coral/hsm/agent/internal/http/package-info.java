// SPDX-License-Identifier: Apache-2.0
/** HSM by HTTP: the same operations as the {@code hsm} command, below {@code /api/v1/hsm}. */
@NullMarked
package coral.hsm.agent.internal.http;

import org.jspecify.annotations.NullMarked;
