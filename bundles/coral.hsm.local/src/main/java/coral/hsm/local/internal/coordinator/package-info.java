/** Requests, sessions of agents, and what archive, release, restore and remove do to a file. */
@NullMarked
package coral.hsm.local.internal.coordinator;

import org.jspecify.annotations.NullMarked;
