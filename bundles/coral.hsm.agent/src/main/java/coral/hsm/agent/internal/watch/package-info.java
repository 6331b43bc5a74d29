/** What the agent shows to those who watch it: metrics and health. */
@NullMarked
package coral.hsm.agent.internal.watch;

import org.jspecify.annotations.NullMarked;
