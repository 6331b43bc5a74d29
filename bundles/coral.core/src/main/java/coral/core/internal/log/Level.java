// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

/** How important an event is, the least important first. */
enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    /** No event has it: nothing is logged. */
    OFF
}
