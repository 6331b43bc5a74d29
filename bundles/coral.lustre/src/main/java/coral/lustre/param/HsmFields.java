// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import coral.core.lustre.Fid;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one line of HSM: {@code KEY=VALUE}, or {@code KEY=[VALUE]} where the value may have blanks. */
final class HsmFields {
    private static final Fid NONE = new Fid(0, 0, 0);
    private static final Set<String> ACTIONS = Set.of("NOOP", "ARCHIVE", "RESTORE", "REMOVE", "CANCEL");
    private static final Set<String> STATUSES = Set.of("WAITING", "STARTED", "SUCCEED", "FAILED", "CANCELED");

    private final Map<String, Slice> fields = new HashMap<>();
    private boolean failed;

    private HsmFields() {}

    static HsmFields of(Slice line) {
        HsmFields fields = new HsmFields();
        Scan in = line.scan();
        while (!in.failed() && !in.done()) {
            Slice key = in.upTo('=');
            Slice value = in.take('[') ? in.upTo(']') : in.wordHere();
            fields.failed |= in.blanks() == 0 && !in.atEnd();
            fields.failed |= fields.fields.put(key.text(), value) != null;
        }
        fields.failed |= in.failed();
        return fields;
    }

    boolean failed() {
        return failed;
    }

    boolean has(String key) {
        return fields.containsKey(key);
    }

    String optional(String key) {
        return has(key) ? word(key) : "";
    }

    /** Words of a small set are checked: a damaged one is not a new one. */
    String word(String key) {
        Slice value = fields.get(key);
        String text = value == null ? "" : value.text();
        failed |= value == null
                || (key.equals("action") && !ACTIONS.contains(text))
                || (key.equals("status") && !STATUSES.contains(text));
        return text;
    }

    Fid fid(String key) {
        Optional<Fid> fid = Fid.parse(word(key));
        failed |= fid.isEmpty();
        return fid.orElse(NONE);
    }

    Scan scan(String key) {
        return fields.getOrDefault(key, Slice.EMPTY).scan();
    }

    long number(String key) {
        Scan in = scan(key);
        return ended(in, in.unsigned());
    }

    /** A field that is not kept must be whole as well, if it is there. */
    void checkNumber(String key) {
        if (has(key) && number(key) < 0) {
            failed = true;
        }
    }

    long hex(String key) {
        Scan in = scan(key);
        return ended(in, in.hex());
    }

    long ended(Scan in, long value) {
        failed |= !in.done();
        return value;
    }
}
