// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text and bytes of what stands before the {@code @} of a NID. */
final class NidAddress {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,10}");
    private static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,8}");
    private static final Pattern WORDS = Pattern.compile("[0-9a-f]{1,8}(:[0-9a-f]{1,8}){0,3}");
    private static final int V6_GROUPS = 8;

    private NidAddress() {}

    static Optional<byte[]> parse(LnetNetwork.Addressing addressing, String text) {
        return switch (addressing) {
            case IP -> text.indexOf(':') >= 0 ? ipv6(text) : ipv4(text);
            case NUMBER -> number(text);
            case UNKNOWN -> words(text);
        };
    }

    static String text(LnetNetwork.Addressing addressing, byte[] address) {
        if (addressing == LnetNetwork.Addressing.IP && address.length == 16) {
            return ipv6Text(address);
        }
        if (addressing == LnetNetwork.Addressing.IP && address.length == 4) {
            return ipv4Text(address, 0);
        }
        if (addressing == LnetNetwork.Addressing.NUMBER && address.length == 4) {
            return Integer.toUnsignedString(ByteBuffer.wrap(address).getInt());
        }
        return wordsText(address);
    }

    private static Optional<byte[]> ipv4(String text) {
        Matcher m = IPV4.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        byte[] address = new byte[4];
        for (int i = 0; i < address.length; i++) {
            int value = Integer.parseInt(m.group(i + 1));
            if (value > 255) {
                return Optional.empty();
            }
            address[i] = (byte) value;
        }
        return Optional.of(address);
    }

    /** The pattern leaves only literals to InetAddress, which asks no name server for these. */
    private static Optional<byte[]> ipv6(String text) {
        if (!IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.getByName(text).getAddress();
            return Optional.of(address.length == 4 ? mapped(address) : address);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static byte[] mapped(byte[] ipv4) {
        byte[] address = new byte[16];
        address[10] = (byte) 0xff;
        address[11] = (byte) 0xff;
        System.arraycopy(ipv4, 0, address, 12, 4);
        return address;
    }

    private static Optional<byte[]> number(String text) {
        long value;
        if (DECIMAL.matcher(text).matches()) {
            value = Long.parseLong(text);
        } else if (HEX.matcher(text).matches()) {
            value = Long.parseLong(text.substring(2), 16);
        } else {
            return Optional.empty();
        }
        return value > 0xffffffffL
                ? Optional.empty()
                : Optional.of(ByteBuffer.allocate(4).putInt((int) value).array());
    }

    private static Optional<byte[]> words(String text) {
        if (!WORDS.matcher(text).matches()) {
            return Optional.empty();
        }
        String[] words = text.split(":", -1);
        ByteBuffer address = ByteBuffer.allocate(words.length * 4);
        for (String word : words) {
            address.putInt(Integer.parseUnsignedInt(word, 16));
        }
        return Optional.of(address.array());
    }

    private static String wordsText(byte[] address) {
        ByteBuffer words = ByteBuffer.wrap(address);
        StringBuilder text = new StringBuilder(Integer.toHexString(words.getInt()));
        while (words.hasRemaining()) {
            text.append(':').append(Integer.toHexString(words.getInt()));
        }
        return text.toString();
    }

    private static String ipv4Text(byte[] address, int from) {
        return (address[from] & 0xff) + "." + (address[from + 1] & 0xff) + "." + (address[from + 2] & 0xff) + "."
                + (address[from + 3] & 0xff);
    }

    /** RFC 5952, as inet_ntop and the kernel's %pI6c print it: the longest run of zeros as "::". */
    private static String ipv6Text(byte[] address) {
        if (Arrays.equals(address, mapped(Arrays.copyOfRange(address, 12, 16)))) {
            return "::ffff:" + ipv4Text(address, 12);
        }
        int[] groups = new int[V6_GROUPS];
        for (int i = 0; i < V6_GROUPS; i++) {
            groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
        }
        int start = longestZeros(groups);
        int end = start + zeros(groups, start);
        if (end - start < 2) {
            return join(groups, 0, V6_GROUPS);
        }
        return join(groups, 0, start) + "::" + join(groups, end, V6_GROUPS);
    }

    private static int longestZeros(int[] groups) {
        int best = 0;
        for (int i = 1; i < V6_GROUPS; i++) {
            if (zeros(groups, i) > zeros(groups, best)) {
                best = i;
            }
        }
        return best;
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < V6_GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
