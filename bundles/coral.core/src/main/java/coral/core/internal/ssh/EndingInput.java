// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An input that ends where it fails: else JSch would leave the program waiting for more. */
final class EndingInput extends FilterInputStream {
    EndingInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            return -1; // Who made the stream knows, and compares.
        }
    }
}
