// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code recovery_status} of an MDT or OST.
 *
 * @param status the state; {@link Status#OTHER} for a word that Lustre 2.17 does not have
 * @param word the state as printed
 * @param numbers lines with a number: counts, {@code last_transno}, times in seconds
 * @param clients lines with clients: {@code connected_clients}, {@code completed_clients}
 * @param texts the other lines, such as {@code VBR} and {@code IR}
 */
public record Recovery(
        Status status,
        String word,
        Map<String, Long> numbers,
        Map<String, Clients> clients,
        Map<String, String> texts,
        List<Slice> unknown)
        implements ParamValue {
    /** Copies the maps and the list. */
    public Recovery {
        numbers = Map.copyOf(numbers);
        clients = Map.copyOf(clients);
        texts = Map.copyOf(texts);
        unknown = List.copyOf(unknown);
    }

    /** What a target's recovery is doing. */
    public enum Status {
        /** No recovery since it was mounted. */
        INACTIVE,
        /** Clients of before are expected; none has come. */
        WAITING_FOR_CLIENTS,
        /** An MDT waits for other MDTs. */
        WAITING,
        /** Clients replay; {@code time_remaining} runs. */
        RECOVERING,
        /** Recovery has ended. */
        COMPLETE,
        /** A word of another release. */
        OTHER
    }

    /**
     * How many of how many.
     *
     * @param of -1 where Lustre prints the first number alone
     */
    public record Clients(long done, long of) {}

    /** When recovery began, by the server's clock. */
    public Optional<Instant> start() {
        return Optional.ofNullable(numbers.get("recovery_start"))
                .filter(s -> s != 0)
                .map(Instant::ofEpochSecond);
    }

    /** How long recovery took; {@code COMPLETE} only. */
    public Optional<Duration> duration() {
        return Optional.ofNullable(numbers.get("recovery_duration")).map(Duration::ofSeconds);
    }

    /** When Lustre gives up waiting for clients; {@code RECOVERING} only. */
    public Optional<Duration> remaining() {
        return Optional.ofNullable(numbers.get("time_remaining")).map(Duration::ofSeconds);
    }

    /** How many clients did not come back: those that were evicted, or are missing from the completed. */
    public OptionalLong missingClients() {
        Clients completed = clients.get("completed_clients");
        boolean known = status == Status.COMPLETE && completed != null && completed.of() >= completed.done();
        return known && completed != null ? OptionalLong.of(completed.of() - completed.done()) : OptionalLong.empty();
    }
}
