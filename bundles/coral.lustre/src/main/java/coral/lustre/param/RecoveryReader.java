// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code recovery_status}. */
final class RecoveryReader {
    private static final Set<String> CLIENTS = Set.of("connected_clients", "completed_clients");
    private static final Set<String> TEXTS = Set.of("VBR", "IR", "non-ready MDTs");
    /** Seconds since the epoch, or of a span, that an Instant or Duration can be made of. */
    private static final long MAX_SECONDS = 1L << 40;

    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Recovery.Clients> clients = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Slice> unknown = new ArrayList<>();
    private String word = "";

    static ParamValue read(Slice value) {
        RecoveryReader reader = new RecoveryReader();
        Scan lines = value.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            if (!reader.understood(line)) {
                reader.unknown.add(line);
            }
        }
        return reader.word.isEmpty() ? new ParamValue.Unknown(value, ParamKind.RECOVERY) : reader.recovery();
    }

    private Recovery recovery() {
        return new Recovery(status(word), word, numbers, clients, texts, unknown);
    }

    private static Recovery.Status status(String word) {
        for (Recovery.Status status : Recovery.Status.values()) {
            if (status.name().equals(word)) {
                return status;
            }
        }
        return Recovery.Status.OTHER;
    }

    private boolean understood(Slice line) {
        Scan in = line.scan();
        String key = in.upTo(':').text();
        if (in.failed() || key.isEmpty() || seen(key)) {
            return false;
        }
        if (key.equals("status")) {
            word = in.word().text();
            return in.done() && word.matches("[A-Z_]+");
        }
        return TEXTS.contains(key) ? texts.put(key, in.rest().text()) == null : counted(key, in);
    }

    private boolean seen(String key) {
        return numbers.containsKey(key) || clients.containsKey(key) || (key.equals("status") && !word.isEmpty());
    }

    private boolean counted(String key, Scan in) {
        long number = in.unsigned();
        boolean timed = key.equals("recovery_start") || key.startsWith("time_") || key.equals("recovery_duration");
        if (CLIENTS.contains(key)) {
            long of = in.take('/') ? in.unsigned() : -1;
            return in.done() && clients.put(key, new Recovery.Clients(number, of)) == null;
        }
        if (!in.done() || (timed && (number < 0 || number > MAX_SECONDS))) {
            return false;
        }
        numbers.put(key, number);
        return true;
    }
}
