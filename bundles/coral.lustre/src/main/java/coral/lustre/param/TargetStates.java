// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;

/** {@code target_obd} of a LOV, LOD or LMV: its targets. */
public record TargetStates(List<Target> targets, List<Slice> unknown) implements ParamValue {
    /** Copies the lists. */
    public TargetStates {
        targets = List.copyOf(targets);
        unknown = List.copyOf(unknown);
    }

    /** The target at an index, by UUID, and whether it is {@code ACTIVE}. */
    public record Target(int index, String uuid, boolean active) {}

    static ParamValue read(Slice value) {
        List<Target> targets = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        Scan lines = value.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            if (!target(line.scan(), targets)) {
                unknown.add(line);
            }
        }
        return new TargetStates(targets, unknown);
    }

    private static boolean target(Scan in, List<Target> targets) {
        long index = in.unsigned();
        in.must(":");
        String uuid = in.word().text();
        String state = in.word().text();
        boolean active = state.equals("ACTIVE");
        boolean whole = in.done() && index >= 0 && index <= 0xFFFF && (active || state.equals("INACTIVE"));
        if (whole) {
            targets.add(new Target((int) index, uuid, active));
        }
        return whole;
    }
}
