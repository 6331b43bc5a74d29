// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.layout;

import static coral.lustre.internal.bytes.Damaged.require;

import coral.core.posix.Names;
import coral.lustre.internal.bytes.FidBytes;
import coral.lustre.layout.LinkNames;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** trusted.link: the header is in the server's order, little-endian or swabbed, the entries are big-endian. */
public final class LinkCodec {
    private static final int MAGIC = 0x11EAF1DF;
    private static final int HEADER_BYTES = 24;
    private static final int ENTRY_BYTES = 18;

    private LinkCodec() {}

    /** Reads all of {@code bytes}. */
    public static LinkNames read(ByteBuffer bytes) {
        if (bytes.getInt(0) == Integer.reverseBytes(MAGIC)) {
            bytes.order(ByteOrder.BIG_ENDIAN);
        }
        int magic = bytes.getInt();
        require(magic == MAGIC, String.format("magic 0x%08x", magic));
        int count = bytes.getInt();
        long length = bytes.getLong();
        int overflow = bytes.getInt();
        bytes.getInt();
        require(length == bytes.limit(), "it says that it has " + Long.toUnsignedString(length) + " bytes");
        bytes.order(ByteOrder.BIG_ENDIAN);
        List<LinkNames.Link> links = new ArrayList<>();
        while (bytes.hasRemaining()) {
            links.add(link(bytes));
        }
        require(links.size() == count, links.size() + " names, not " + Integer.toUnsignedString(count));
        return new LinkNames(links, overflow);
    }

    private static LinkNames.Link link(ByteBuffer bytes) {
        int length = bytes.getShort() & 0xffff;
        require(length >= ENTRY_BYTES, "a name of " + length + " bytes");
        var parent = FidBytes.read(bytes);
        byte[] name = new byte[length - ENTRY_BYTES];
        bytes.get(name);
        return new LinkNames.Link(parent, Names.decode(name));
    }

    /** Writes what {@link #read} reads. */
    public static byte[] write(LinkNames names) {
        List<byte[]> encoded =
                names.links().stream().map(link -> Names.encode(link.name())).toList();
        int size = HEADER_BYTES
                + encoded.stream().mapToInt(name -> ENTRY_BYTES + name.length).sum();
        ByteBuffer to = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        to.putInt(MAGIC)
                .putInt(encoded.size())
                .putLong(size)
                .putInt(names.overflowSeconds())
                .putInt(0);
        to.order(ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < encoded.size(); i++) {
            int length = ENTRY_BYTES + encoded.get(i).length;
            require(length <= 0xffff, "a name of " + encoded.get(i).length + " bytes");
            FidBytes.write(to.putShort((short) length), names.links().get(i).parent());
            to.put(encoded.get(i));
        }
        return to.array();
    }
}
