// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

/** Why we ended something. */
enum StopReason {
    /** The host was not reached in time. */
    CONNECT,
    /** The host's time was over. */
    DEADLINE,
    /** The time of the whole run was over. */
    OVERALL,
    /** Nobody wants the result any more. */
    CANCELLED,
    /** More output than anybody can want. */
    OUTPUT
}
