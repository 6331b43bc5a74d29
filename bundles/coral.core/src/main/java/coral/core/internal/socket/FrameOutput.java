// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.socket;

import java.io.IOException;
import java.io.OutputStream;

/** A command's standard output or error, as frames. */
final class FrameOutput extends OutputStream {
    private final Outbox outbox;
    private final int type;

    FrameOutput(Outbox outbox, int type) {
        this.outbox = outbox;
        this.type = type;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        outbox.data(type, bytes, offset, length);
    }
}
