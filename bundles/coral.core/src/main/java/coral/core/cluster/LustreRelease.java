// SPDX-License-Identifier: Apache-2.0
package coral.core.cluster;

import coral.core.lustre.LustreVersion;
import java.nio.file.Path;

/**
 * A release of Lustre that lies ready to be installed. Immutable.
 *
 * @param name by which people pick it: {@code 2.15.5_el8}
 * @param version what it is
 * @param distribution which distribution it is for: {@code el8}, {@code ubuntu22.04}
 * @param architecture of its packages: {@code x86_64}, {@code aarch64}
 * @param directory where its packages are, absolute
 * @param isComplete whether every file of it was there with its checksum when that was last looked at
 */
public record LustreRelease(
        String name,
        LustreVersion version,
        String distribution,
        String architecture,
        Path directory,
        boolean isComplete) {}
