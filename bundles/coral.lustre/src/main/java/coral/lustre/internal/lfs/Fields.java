// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.layout.StripeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys and values of one piece of a text, with the objects listed in it. For one thread. */
final class Fields {
    private final String command;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<StripeObject> objects = new ArrayList<>();
    private int pendingOst = -1;

    Fields(String command) {
        this.command = command;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    void put(String key, String value) {
        values.put(key, value);
    }

    void add(StripeObject object) {
        objects.add(object);
    }

    /** Begins an object whose FID follows on its own line. */
    void begin(int ostIndex) throws ProblemException {
        noPending();
        pendingOst = ostIndex;
    }

    /** Ends an object that {@link #begin} began. */
    void end(Fid fid) throws ProblemException {
        if (pendingOst < 0) {
            throw Printed.problem(command, fid.toString(), "an object without OST");
        }
        objects.add(new StripeObject(pendingOst, fid, 0));
        pendingOst = -1;
    }

    List<StripeObject> objects() throws ProblemException {
        noPending();
        return objects;
    }

    private void noPending() throws ProblemException {
        if (pendingOst >= 0) {
            throw Printed.problem(command, "l_ost_idx: " + pendingOst, "an object without FID");
        }
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    String text(String key) throws ProblemException {
        return find(key).orElseThrow(() -> Printed.problem(command, values.toString(), "no " + key));
    }

    /** A number of at most {@code max}, unsigned. */
    long number(String key, long max) throws ProblemException {
        String text = text(key);
        return Printed.number(text)
                .filter(n -> Long.compareUnsigned(n, max) <= 0)
                .orElseThrow(() -> bad(key, text));
    }

    /** As {@link #number}, or {@code otherwise} where the key is not there. */
    long number(String key, long max, long otherwise) throws ProblemException {
        return has(key) ? number(key, max) : otherwise;
    }

    /** A number of at most {@code max}, or -1. */
    int index(String key, int max) throws ProblemException {
        return text(key).equals("-1") ? -1 : (int) number(key, max);
    }

    ProblemException bad(String key, String value) {
        return Printed.problem(command, key + ": " + value, "a value that cannot be");
    }

    ProblemException contradiction(String why) {
        return Printed.problem(command, values.toString(), why);
    }
}
