// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

/** A file system that was added in JSON, with the names that {@code hsm fs ls} has. Immutable. */
public record AddedLine(String name, String root, String uuid) {
    /** As it is registered. */
    public static AddedLine of(Registration added) {
        return new AddedLine(added.name(), added.path(), added.uuid());
    }
}
