// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.List;

/** What {@code lfs df} and {@code lfs df -i} print, with {@code -h} or without, of one or several file systems. */
public record SpaceReport(List<FileSystem> fileSystems, List<Slice> unknown) {
    /** Copies the lists. */
    public SpaceReport {
        fileSystems = List.copyOf(fileSystems);
        unknown = List.copyOf(unknown);
    }

    /** What the numbers count. */
    public enum Unit {
        /** Bytes: {@code 1K-blocks} times 1,024, or the rounded numbers of {@code -h}. */
        BYTES,
        /** Files. */
        INODES
    }

    /**
     * One table. Where {@code lfs} hangs or is killed, it has no summary.
     *
     * @param rounded whether the numbers were printed with a suffix ({@code -h}) and are near only
     * @param summary the line {@code filesystem_summary}: none or one
     * @param missing targets that gave no numbers; one that was deactivated may not be named at all
     */
    public record FileSystem(
            Unit unit, boolean rounded, List<Target> targets, List<Space> summary, List<Missing> missing) {
        /** Copies the lists. */
        public FileSystem {
            targets = List.copyOf(targets);
            summary = List.copyOf(summary);
            missing = List.copyOf(missing);
        }
    }

    /**
     * The numbers of a line.
     *
     * @param available less than total minus used, for root's share
     * @param percent used, as printed
     */
    public record Space(long total, long used, long available, int percent, String mountPoint) {}

    /**
     * One target.
     *
     * @param uuid such as {@code scratch-OST0000_UUID}
     * @param type {@code MDT} or {@code OST}
     * @param flags letters behind the line, such as {@code D} (degraded) or {@code R} (read-only), or nothing
     */
    public record Target(String uuid, String type, int index, String flags, Space space) {}

    /** A target without numbers, and why, in the words of {@code lfs}. */
    public record Missing(String uuid, String reason) {}

    /** Reads what {@code lfs df} printed. */
    public static SpaceReport read(Slice text) {
        return new SpaceReader().read(text);
    }
}
