// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

/** Told between any two steps of what must survive a crash; tests stop there. */
@FunctionalInterface
public interface Steps {
    /** Goes on. */
    Steps NONE = step -> {};

    /** The step that comes next, such as {@code release.punch}. */
    void before(String step);
}
