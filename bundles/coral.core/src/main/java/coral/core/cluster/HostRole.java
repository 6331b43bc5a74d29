// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

/** What a host does in its cluster; it may have several. */
public enum HostRole {
    /** May run an MGS: one of its own, or one that is together with an MDT. */
    MGS,
    /** May run an MDT. */
    MDS,
    /** May run an OST. */
    OSS,
    /** Mounts a file system, or is prepared to. */
    CLIENT,
    /** Runs a coordination server, or is only there to be reached. */
    MANAGEMENT
}
