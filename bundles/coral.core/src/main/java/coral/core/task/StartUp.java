// SPDX-License-Identifier: Apache-2.0
package coral.core.task;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Work that goes on after a component has started and without which a node is not ready, such as opening files. A
 * service of the component that does it. Safe for use by many threads.
 */
@ConsumerType
public interface StartUp {
    /** What goes on, in a few words for {@code coral status}. */
    String what();

    /** Whether it has ended, well or not; once true, always true. Never blocks. */
    boolean isOver();
}
