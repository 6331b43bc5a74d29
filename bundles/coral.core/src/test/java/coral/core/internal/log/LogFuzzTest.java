// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LogFuzzTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @Provide
    Arbitrary<String> times() {
        return joined(
                "2026-11-24T09:30:00Z", "2026", "-", "+1000000000", "T", "Z", ":", "15m", "7d", "99", "\u0661", " ");
    }

    @Provide
    Arbitrary<String> lines() {
        return joined("2026-11-24T09:30:00.000Z ", "INFO", " ", "c.c.Agent", "[main]", "\n", "\tat x", "\u00fc", "\0");
    }

    private static Arbitrary<String> joined(String... parts) {
        return Arbitraries.of(parts).list().ofMaxSize(9).map(all -> String.join("", all));
    }

    @Property
    void times_areUnderstood_orRefusedByCode(@ForAll("times") String text) {
        try {
            assertThat(Since.parse(text, CLOCK)).isBetween(Instant.MIN, Instant.MAX);
        } catch (ProblemException e) {
            assertThat(e).hasMessageContaining("CORAL-CORE-064");
        }
    }

    @Property
    void lines_areTheSameHoweverTheyArrive(@ForAll("lines") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<String> whole = new ArrayList<>();
        new LineSplitter(whole::add).take(bytes, bytes.length);
        List<String> inPieces = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(inPieces::add);
        for (int at = 0; at < bytes.length; at += 3) {
            byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 3));
            splitter.take(piece, piece.length);
        }

        assertThat(inPieces).isEqualTo(whole);
        whole.forEach(line -> LogLine.of(line).ifPresent(event -> {
            assertThat(event.isAtLeast("TRACE")).isTrue();
            assertThat(event.isBeneath(event.logger())).isTrue();
        }));
    }
}
