// SPDX-License-Identifier: Apache-2.0
package coral.hsm.filesystem;

import coral.core.lustre.Fid;

/**
 * A file found in a file system. Immutable; what the path named when it was found.
 *
 * @param fid the file's identifier, the same for all its hard links
 * @param path absolute, as asked for
 * @param sizeBytes length
 * @param allocatedBytes space taken in the file system
 */
public record HsmFile(Fid fid, String path, long sizeBytes, long allocatedBytes) {}
