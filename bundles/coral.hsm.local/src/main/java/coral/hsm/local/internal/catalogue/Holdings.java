// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import org.jspecify.annotations.Nullable;

/** Running sums over the entries of a catalogue. Its owner's lock guards it. */
final class Holdings {
    private long copies;
    private long released;
    private long releasedBytes;

    /** An entry takes the place of another; of none, or by a fresh one, which the catalogue does not keep. */
    void replace(@Nullable Entry before, Entry now) {
        if (before != null) {
            add(before, -1);
        }
        add(now, 1);
    }

    long copies() {
        return copies;
    }

    long released() {
        return released;
    }

    long releasedBytes() {
        return releasedBytes;
    }

    private void add(Entry entry, int sign) {
        copies += entry.object() == null ? 0 : sign;
        if (entry.released()) {
            Stub stub = entry.stub();
            released += sign;
            releasedBytes += stub == null ? 0 : sign * stub.allocatedBytes();
        }
    }
}
