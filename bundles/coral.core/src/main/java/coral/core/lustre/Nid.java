// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An address of LNet: {@code 10.10.0.1@tcp}, {@code 0@lo}, {@code fe80::1@tcp1}, {@code 4711@kfi}. Immutable. What a
 * node sends in a newer form is kept even where this version cannot read the address.
 */
public final class Nid implements Comparable<Nid> {
    /** Bytes of struct lnet_nid, the form that has room for IPv6. */
    public static final int STRUCT_BYTES = 20;

    /** LNET_NID_ANY, printed {@code <?>}: no address in particular. */
    public static final Nid ANY =
            new Nid(new LnetNetwork(0xffff, 0xffff), new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});

    private static final String ANY_TEXT = "<?>";
    private static final int SMALL = 4;
    private static final int LARGE = 16;

    private final LnetNetwork network;
    private final byte[] address;

    private Nid(LnetNetwork network, byte[] address) {
        this.network = network;
        this.address = address;
    }

    /**
     * An address of a network.
     *
     * @param address in network order: 4 bytes, or up to 16 in steps of 4
     */
    public static Nid of(LnetNetwork network, byte[] address) {
        if (address.length < SMALL || address.length > LARGE || address.length % SMALL != 0) {
            throw new IllegalArgumentException("not the address of a NID: " + address.length + " bytes");
        }
        return new Nid(network, address.clone());
    }

    /**
     * Reads {@code ADDRESS@NETWORK}; empty for anything else. Lustre takes a bare address for one on {@code tcp}; here
     * the network has to be said, since a bare one is more often a slip. Names of hosts are no NIDs.
     */
    public static Optional<Nid> parse(String text) {
        if (text.equals(ANY_TEXT)) {
            return Optional.of(ANY);
        }
        int at = text.indexOf('@');
        if (at < 0) {
            return Optional.empty();
        }
        return LnetNetwork.parse(text.substring(at + 1))
                .flatMap(network -> NidAddress.parse(network.addressing(), text.substring(0, at))
                        .map(address -> new Nid(network, address)));
    }

    /** Reads the NIDs of one node, {@code 10.0.0.1@tcp,10.1.0.1@o2ib}; empty if one of them is not a NID. */
    public static Optional<List<Nid>> parseList(String text) {
        List<Nid> nids = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<Nid> nid = parse(part.strip());
            if (nid.isEmpty()) {
                return Optional.empty();
            }
            nids.add(nid.get());
        }
        return Optional.of(List.copyOf(nids));
    }

    /** Reads lnet_nid_t, the 64 bits of older Lustre: type and number of the network, then the address. */
    public static Nid ofLong(long bits) {
        if (bits == -1L) {
            return ANY;
        }
        LnetNetwork network = new LnetNetwork((int) (bits >>> 48), (int) (bits >>> 32) & 0xffff);
        return new Nid(network, ByteBuffer.allocate(SMALL).putInt((int) bits).array());
    }

    /** lnet_nid_t; empty if the address has more than 4 bytes. */
    public OptionalLong toLong() {
        if (address.length != SMALL) {
            return OptionalLong.empty();
        }
        long low = ByteBuffer.wrap(address).getInt() & 0xffffffffL;
        return OptionalLong.of(((long) network.type() << 48) | ((long) network.number() << 32) | low);
    }

    /**
     * Reads struct lnet_nid, of which the number and the address are in network order.
     *
     * @return empty if the bytes say that the address is longer than the struct
     * @throws java.nio.BufferUnderflowException if fewer than {@link #STRUCT_BYTES} remain
     */
    public static Optional<Nid> read(ByteBuffer from) {
        byte[] raw = new byte[STRUCT_BYTES];
        from.get(raw);
        int length = (raw[0] & 0xff) + SMALL;
        int type = raw[1] & 0xff;
        int number = ((raw[2] & 0xff) << 8) | (raw[3] & 0xff);
        if (type == 0xff && number == 0xffff) {
            return Optional.of(ANY);
        }
        if (length > LARGE || length % SMALL != 0) {
            return Optional.empty();
        }
        return Optional.of(new Nid(new LnetNetwork(type, number), Arrays.copyOfRange(raw, 4, 4 + length)));
    }

    /**
     * Writes struct lnet_nid.
     *
     * @throws java.nio.BufferOverflowException if there is no room for {@link #STRUCT_BYTES}
     */
    public void write(ByteBuffer to) {
        byte[] raw = new byte[STRUCT_BYTES];
        raw[0] = (byte) (address.length - SMALL);
        raw[1] = (byte) network.type();
        raw[2] = (byte) (network.number() >> 8);
        raw[3] = (byte) network.number();
        System.arraycopy(address, 0, raw, 4, address.length);
        if (equals(ANY)) {
            Arrays.fill(raw, 4, STRUCT_BYTES, (byte) 0xff);
        }
        to.put(raw);
    }

    /** The network that the address belongs to. */
    public LnetNetwork network() {
        return network;
    }

    /** The address in network order. */
    public byte[] address() {
        return address.clone();
    }

    /** The address alone, as it stands before the {@code @}. */
    public String addressText() {
        return NidAddress.text(network.addressing(), address);
    }

    /** As Lustre prints it. */
    @Override
    public String toString() {
        return equals(ANY) ? ANY_TEXT : addressText() + "@" + network;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Nid nid && network.equals(nid.network) && Arrays.equals(address, nid.address);
    }

    @Override
    public int hashCode() {
        return 31 * network.hashCode() + Arrays.hashCode(address);
    }

    @Override
    public int compareTo(Nid other) {
        int byNetwork = network.compareTo(other.network);
        if (byNetwork != 0) {
            return byNetwork;
        }
        int byLength = Integer.compare(address.length, other.address.length);
        return byLength != 0 ? byLength : Arrays.compareUnsigned(address, other.address);
    }
}
