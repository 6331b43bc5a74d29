// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code health_check} of a host. A backend that went read-only a moment ago may still be told as healthy (2.17).
 *
 * @param healthy whether Lustre says so
 * @param lbug whether it has met an assertion that failed ({@code LBUG})
 * @param unhealthyDevices the devices that it names
 */
public record Health(boolean healthy, boolean lbug, List<String> unhealthyDevices, List<Slice> unknown)
        implements ParamValue {
    /** Copies the lists. */
    public Health {
        unhealthyDevices = List.copyOf(unhealthyDevices);
        unknown = List.copyOf(unknown);
    }

    static ParamValue read(Slice value) {
        List<String> devices = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        boolean healthy = false;
        boolean notHealthy = false;
        boolean lbug = false;
        Scan lines = value.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            if (line.is("healthy")) {
                healthy = true;
            } else if (line.is("NOT HEALTHY")) {
                notHealthy = true;
            } else if (line.is("LBUG")) {
                lbug = true;
            } else if (!device(line.scan(), devices)) {
                unknown.add(line);
            }
        }
        boolean told = healthy ^ (notHealthy || lbug || !devices.isEmpty());
        return told ? new Health(healthy, lbug, devices, unknown) : new Unknown(value, ParamKind.HEALTH);
    }

    private static boolean device(Scan in, List<String> devices) {
        String device = in.must("device").word().text();
        in.must("reported").must("unhealthy");
        return in.done() && devices.add(device);
    }
}
