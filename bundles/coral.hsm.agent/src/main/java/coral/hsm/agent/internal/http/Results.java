// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.hsm.agent.internal.operation.FileLine;
import java.util.List;

/** What became of each path, in the order in which they were named. Immutable. */
record Results(List<FileLine> results) {}
