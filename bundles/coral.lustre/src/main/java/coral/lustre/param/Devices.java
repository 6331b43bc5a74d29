// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;

/** What {@code lctl dl}, {@code lctl device_list} and the parameter {@code devices} print. */
public record Devices(List<Device> devices, List<Slice> unknown) implements ParamValue {
    /** Copies the lists. */
    public Devices {
        devices = List.copyOf(devices);
        unknown = List.copyOf(unknown);
    }

    /**
     * One device.
     *
     * @param index its number on this host
     * @param status {@code UP}; also {@code IN} (inactive), {@code ST} (stopping), {@code AT} (attached)
     * @param type such as {@code mdt}, {@code osp}, {@code osd-ldiskfs}
     * @param name of the device
     * @param uuid of the device
     * @param references how many use it
     * @param peerNid where its server is; empty but for {@code lctl dl -t} and clients' devices
     */
    public record Device(
            int index, String status, String type, String name, String uuid, long references, String peerNid) {}

    /** Reads what {@code lctl dl} printed. */
    public static Devices read(Slice text) {
        List<Device> devices = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        Scan lines = text.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            if (!device(line.scan(), devices)) {
                unknown.add(line);
            }
        }
        return new Devices(devices, unknown);
    }

    private static boolean device(Scan in, List<Device> devices) {
        long index = in.unsigned();
        String status = in.word().text();
        String type = in.word().text();
        String name = in.word().text();
        String uuid = in.word().text();
        long references = in.unsigned();
        in.blanks();
        String peer = in.atEnd() ? "" : in.word().text();
        boolean whole = in.done() && index >= 0 && index <= Integer.MAX_VALUE && status.matches("[A-Z]{2,12}");
        if (whole) {
            devices.add(new Device((int) index, status, type, name, uuid, references, peer));
        }
        return whole;
    }
}
