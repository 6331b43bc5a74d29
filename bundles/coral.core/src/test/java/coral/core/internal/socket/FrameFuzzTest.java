// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bytes of clients: how they arrive makes no difference, and what is no request is told as one. */
class FrameFuzzTest {
    /** Gives its bytes in pieces of these sizes, over and over. */
    private record Pieces(ByteBuffer bytes, List<Integer> sizes, List<Integer> turn) implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer into) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            turn.add(0);
            int size = Math.min(sizes.get(turn.size() % sizes.size()), Math.min(into.remaining(), bytes.remaining()));
            for (int i = 0; i < size; i++) {
                into.put(bytes.get());
            }
            return size;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 40).list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Arbitraries.of(
                        0, 1, 2, 3, 4, 5, 9, 0xff, 0x10000, 0x10001, 2 << 20, (2 << 20) + 1, -1, Integer.MIN_VALUE)
                .list()
                .ofMaxSize(6);
    }

    @Property
    void frames_areTheSameHoweverTheyArrive(
            @ForAll("numbers") List<Integer> numbers, @ForAll("sizes") List<Integer> sizes) throws IOException {
        byte[] sent = sent(numbers);

        assertThat(read(sent, sizes)).isEqualTo(read(sent, List.of(Integer.MAX_VALUE)));
    }

    private static byte[] sent(List<Integer> numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(Protocol.MAGIC);
        out.writeInt(Protocol.VERSION << 16);
        boolean first = true;
        for (int number : numbers) {
            out.writeByte(first ? Protocol.REQUEST : number);
            out.writeInt(number);
            out.write(new byte[Math.max(0, Math.min(number, 100))]);
            first = false;
        }
        return bytes.toByteArray();
    }

    /** What was read of them, and how it ended. */
    private static List<String> read(byte[] sent, List<Integer> sizes) throws IOException {
        List<String> read = new ArrayList<>();
        FrameReader reader = new FrameReader();
        Pieces pieces = new Pieces(ByteBuffer.wrap(sent), sizes, new ArrayList<>());
        try {
            while (reader.read(pieces, (type, payload) -> read.add(type + ":" + payload.remaining()))) {
                // There is more.
            }
        } catch (ProtocolException e) {
            read.add(String.valueOf(e.getMessage()));
        }
        return read;
    }

    @Property
    void requests_areUnderstoodOrRefused(@ForAll byte[] bytes, @ForAll("numbers") List<Integer> numbers) {
        ByteBuffer payload = ByteBuffer.allocate(bytes.length + 4 * numbers.size());
        for (int i = 0; i < bytes.length; i++) {
            payload.put(bytes[i]);
            if (i < numbers.size()) {
                payload.putInt(numbers.get(i));
            }
        }
        try {
            Request request = Request.parse(payload.flip());
            assertThat(request.directory()).startsWith("/");
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
