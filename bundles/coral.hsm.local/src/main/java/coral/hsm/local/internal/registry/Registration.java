// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.registry;

/**
 * A directory that is a file system of this node. Immutable.
 *
 * @param name by which people tell file systems apart
 * @param path absolute
 * @param uuid written to the directory too, so that another file system mounted there is noticed
 */
public record Registration(String name, String path, String uuid) {
    /** Whether one of the two directories lies in the other, or they are the same. */
    boolean overlaps(String other) {
        return (path + "/").startsWith(other + "/") || (other + "/").startsWith(path + "/");
    }
}
