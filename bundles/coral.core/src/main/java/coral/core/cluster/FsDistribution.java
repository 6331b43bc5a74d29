// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

/**
 * A release of Lustre and e2fsprogs that hosts may get instead of the default. Immutable.
 *
 * @param id by which hosts name it
 * @param lustreReleaseDirectory absolute path of the release
 * @param e2fsprogsDirectory absolute path of the e2fsprogs
 */
public record FsDistribution(String id, String lustreReleaseDirectory, String e2fsprogsDirectory) {}
