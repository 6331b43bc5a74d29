// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import java.time.Duration;

/**
 * What a run may take. Immutable.
 *
 * @param fanOut hosts at once, 1 to 1024
 * @param connect for reaching a host, its jump host included
 * @param perHost for a host from when its turn comes
 * @param overall for all hosts
 * @param outputBytes what is kept of standard output and of standard error, of each host
 */
public record RunLimits(int fanOut, Duration connect, Duration perHost, Duration overall, long outputBytes) {
    /** The most hosts at once. */
    public static final int MOST_FAN_OUT = 1024;

    private static final long MOST_OUTPUT = 256L << 20;

    /** Checks the bounds. */
    public RunLimits {
        if (fanOut < 1 || fanOut > MOST_FAN_OUT) {
            throw new IllegalArgumentException("fan-out " + fanOut + ": 1 to " + MOST_FAN_OUT + " are allowed");
        }
        positive("connect", connect);
        positive("per host", perHost);
        positive("overall", overall);
        if (outputBytes < 0 || outputBytes > MOST_OUTPUT) {
            throw new IllegalArgumentException("output of " + outputBytes + " bytes: 0 to " + MOST_OUTPUT);
        }
    }

    private static void positive(String which, Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(30)) > 0) {
            throw new IllegalArgumentException(which + " " + time + ": more than 0 and at most 30 days are allowed");
        }
    }

    /** The same with other hosts at once. */
    public RunLimits withFanOut(int hosts) {
        return new RunLimits(hosts, connect, perHost, overall, outputBytes);
    }

    /** The same with another time for each host. */
    public RunLimits withPerHost(Duration time) {
        return new RunLimits(fanOut, connect, time, overall, outputBytes);
    }

    /** The same with another time for all hosts. */
    public RunLimits withOverall(Duration time) {
        return new RunLimits(fanOut, connect, perHost, time, outputBytes);
    }

    /** The same with another time to reach a host. */
    public RunLimits withConnect(Duration time) {
        return new RunLimits(fanOut, time, perHost, overall, outputBytes);
    }

    /** The same with another amount of output kept. */
    public RunLimits withOutputBytes(long bytes) {
        return new RunLimits(fanOut, connect, perHost, overall, bytes);
    }
}
