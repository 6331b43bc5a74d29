// SPDX-License-Identifier: Apache-2.0
package coral.lustre.hsm;

/**
 * What {@code lfs hsm_state} prints of a file.
 *
 * @param path as it was given to lfs, by {@link coral.core.posix.Names}
 * @param archiveId 32 bits, unsigned; 0 for none
 */
public record HsmState(String path, HsmFlags flags, long archiveId) {}
