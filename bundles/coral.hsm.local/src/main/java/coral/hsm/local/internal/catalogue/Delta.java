// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import coral.core.lustre.Fid;
import coral.hsm.model.HsmRequest;
import java.util.List;

/**
 * A change that becomes durable as a whole. Immutable.
 *
 * @param entries what files are now
 * @param requests what requests are now
 * @param forgotten files that need no entry any more
 * @param nextCookie no lesser cookie is given out after this; 0 for no statement
 */
public record Delta(List<Entry> entries, List<HsmRequest> requests, List<Fid> forgotten, long nextCookie) {
    /** Copies the lists. */
    public Delta {
        entries = List.copyOf(entries);
        requests = List.copyOf(requests);
        forgotten = List.copyOf(forgotten);
    }

    /** A file changes. */
    public static Delta of(Entry entry) {
        return new Delta(List.of(entry), List.of(), List.of(), 0);
    }

    /** A request changes. */
    public static Delta of(HsmRequest request) {
        return new Delta(List.of(), List.of(request), List.of(), 0);
    }

    /** A file and a request change together. */
    public static Delta of(Entry entry, HsmRequest request) {
        return new Delta(List.of(entry), List.of(request), List.of(), 0);
    }

    /** A file's entry goes. */
    public static Delta forget(Fid fid) {
        return new Delta(List.of(), List.of(), List.of(fid), 0);
    }

    /** No lesser cookie from now on. */
    public static Delta cookies(long next) {
        return new Delta(List.of(), List.of(), List.of(), next);
    }
}
