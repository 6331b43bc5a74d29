// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One network of LNet: a driver's type and a number, {@code tcp}, {@code o2ib3}. Immutable. Types that this version
 * does not know are kept, and printed as Lustre does: {@code <99:1>}.
 *
 * @param type the driver, 0 to 65535, as lnet-types.h numbers them
 * @param number 0 to 65535
 */
public record LnetNetwork(int type, int number) implements Comparable<LnetNetwork> {
    /** What the addresses of a driver look like. */
    enum Addressing {
        IP,
        NUMBER,
        UNKNOWN
    }

    private record Driver(int type, String name, Addressing addressing) {}

    private static final int LO_TYPE = 9;

    private static final List<Driver> DRIVERS = List.of(
            new Driver(LO_TYPE, "lo", Addressing.NUMBER),
            new Driver(2, "tcp", Addressing.IP),
            new Driver(5, "o2ib", Addressing.IP),
            new Driver(13, "gni", Addressing.NUMBER),
            new Driver(14, "gip", Addressing.IP),
            new Driver(15, "ptlf", Addressing.NUMBER),
            new Driver(16, "kfi", Addressing.NUMBER),
            new Driver(17, "efa", Addressing.IP));

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
    private static final Pattern UNKNOWN = Pattern.compile("<([0-9]{1,5}):([0-9]{1,5})>");

    /** The host itself. */
    public static final LnetNetwork LO = new LnetNetwork(LO_TYPE, 0);

    /** {@code tcp}, also written {@code tcp0}. */
    public static final LnetNetwork TCP = new LnetNetwork(2, 0);

    /** {@code o2ib}, also written {@code o2ib0}. */
    public static final LnetNetwork O2IB = new LnetNetwork(5, 0);

    /** Checks the ranges. */
    public LnetNetwork {
        if (type < 0 || type > 0xffff || number < 0 || number > 0xffff) {
            throw new IllegalArgumentException("not a network of LNet: type " + type + ", number " + number);
        }
    }

    /** Reads {@code tcp}, {@code tcp0}, {@code o2ib12}, {@code <99:1>}; empty for anything else. */
    public static Optional<LnetNetwork> parse(String text) {
        Matcher unknown = UNKNOWN.matcher(text);
        if (unknown.matches()) {
            return of(Integer.parseInt(unknown.group(1)), unknown.group(2));
        }
        for (Driver driver : DRIVERS) {
            if (text.startsWith(driver.name)) {
                String number = text.substring(driver.name.length());
                if (number.isEmpty()) {
                    return Optional.of(new LnetNetwork(driver.type, 0));
                }
                boolean numbered =
                        driver.type != LO_TYPE && NUMBER.matcher(number).matches();
                return numbered ? of(driver.type, number) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<LnetNetwork> of(int type, String number) {
        int value = Integer.parseInt(number);
        return type > 0xffff || value > 0xffff ? Optional.empty() : Optional.of(new LnetNetwork(type, value));
    }

    Addressing addressing() {
        return driver().map(Driver::addressing).orElse(Addressing.UNKNOWN);
    }

    private Optional<Driver> driver() {
        return DRIVERS.stream().filter(known -> known.type == type).findFirst();
    }

    /** As Lustre prints it: the number 0 is left out. */
    @Override
    public String toString() {
        return driver().map(known -> known.name + (number == 0 ? "" : Integer.toString(number)))
                .orElse("<" + type + ":" + number + ">");
    }

    @Override
    public int compareTo(LnetNetwork other) {
        int byType = Integer.compare(type, other.type);
        return byType != 0 ? byType : Integer.compare(number, other.number);
    }
}
