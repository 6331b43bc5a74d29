// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a statistics file was read and since when it counts, by the server's clock. Lustre before 2.15 prints only the
 * first; the unit is {@code secs.nsecs}, {@code secs.usecs} before 2.12, and none in some files.
 *
 * @param snapshot when it was read; null where the file does not say
 * @param start when counting began, the epoch itself where it never did; null where the file does not say
 * @param elapsed the time between them as the server printed it; null where the file does not say
 */
public record Times(
        @Nullable Instant snapshot,
        @Nullable Instant start,
        @Nullable Duration elapsed) {
    /** Nothing is known. */
    public static final Times NONE = new Times(null, null, null);

    private static final int NANO_DIGITS = 9;

    /** These times with one more, or null if the text is none of the three. */
    @Nullable
    Times with(Slice name, Scan value) {
        boolean known = name.is("snapshot_time") || name.is("start_time") || name.is("elapsed_time");
        Duration time = known ? time(value) : Duration.ZERO;
        if (!known || value.failed()) {
            return null;
        }
        if (name.is("elapsed_time")) {
            return new Times(snapshot, start, time);
        }
        Instant instant = Instant.EPOCH.plus(time);
        return name.is("start_time") ? new Times(snapshot, instant, elapsed) : new Times(instant, start, elapsed);
    }

    private static Duration time(Scan in) {
        long seconds = in.unsigned();
        long nanos = in.take('.') ? fraction(in) : 0;
        in.blanks();
        if ((!in.atEnd() && !unit(in.rest())) || seconds < 0 || seconds > Integer.MAX_VALUE * 4L) {
            in.fail();
            return Duration.ZERO;
        }
        return Duration.ofSeconds(seconds, nanos);
    }

    private static boolean unit(Slice unit) {
        return unit.is("secs.nsecs") || unit.is("(secs.nsecs)") || unit.is("secs.usecs") || unit.is("(secs.usecs)");
    }

    private static long fraction(Scan in) {
        long value = 0;
        int digits = 0;
        for (; in.peek() >= '0' && in.peek() <= '9' && digits < NANO_DIGITS; digits++) {
            value = value * 10 + in.peek() - '0';
            in.take((char) in.peek());
        }
        if ((digits != 6 && digits != NANO_DIGITS) || (!Scan.isBlank(in.peek()) && !in.atEnd())) {
            in.fail();
        }
        return digits == NANO_DIGITS ? value : value * 1000;
    }
}
