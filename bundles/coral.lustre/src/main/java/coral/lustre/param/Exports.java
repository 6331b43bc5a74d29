// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;

/** What a server knows of the clients behind one NID, and what was agreed with each: its files of this name. */
public record Exports(List<Export> exports, List<Slice> unknown) implements ParamValue {
    /** Copies the lists. */
    public Exports {
        exports = List.copyOf(exports);
        unknown = List.copyOf(unknown);
    }

    /**
     * One client's.
     *
     * @param uuid the client's
     * @param target the name of the target
     * @param nid where the client is
     * @param connectFlags what was agreed
     * @param outline everything, for what is not named here: {@code connect_data}, {@code export_flags}, {@code grant}
     */
    public record Export(String uuid, String target, String nid, List<String> connectFlags, Outline outline) {
        /** Copies the list. */
        public Export {
            connectFlags = List.copyOf(connectFlags);
        }
    }

    static ParamValue read(Slice value) {
        List<Export> exports = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        for (Outline.Item item : Outline.read(value).items()) {
            Outline below = item.below();
            if (item.key().isEmpty()
                    || below.text("name").isEmpty()
                    || below.text("client").isEmpty()) {
                unknown.add(Slice.of(item.key() + item.value()));
            } else {
                List<String> flags = ImportState.flow(below.text("connect_flags"));
                exports.add(new Export(item.key(), below.text("name"), below.text("client"), flags, below));
            }
        }
        return exports.isEmpty() ? new Unknown(value, ParamKind.EXPORT) : new Exports(exports, unknown);
    }
}
