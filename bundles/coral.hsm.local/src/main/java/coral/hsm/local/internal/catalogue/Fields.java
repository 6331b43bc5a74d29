// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import coral.core.lustre.Fid;
import coral.core.posix.Names;
import coral.hsm.model.Blob;
import coral.hsm.model.ObjectRef;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values as bytes, shared by the catalogue's records and the hint on a file. */
public final class Fields {
    private static final int MOST_BYTES = 1 << 20;

    private Fields() {}

    /** 16 bytes. */
    public static void write(DataOutputStream out, Fid fid) throws IOException {
        out.writeLong(fid.sequence());
        out.writeInt(fid.objectId());
        out.writeInt(fid.version());
    }

    /** Reverse of {@code write}. */
    public static Fid readFid(DataInputStream in) throws IOException {
        return new Fid(in.readLong(), in.readInt(), in.readInt());
    }

    /** Seconds and nanoseconds, 12 bytes. */
    public static void write(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    /** Reverse of {@code write}. */
    public static Instant readInstant(DataInputStream in) throws IOException {
        try {
            return Instant.ofEpochSecond(in.readLong(), in.readInt());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IOException("not a time", e);
        }
    }

    /** Length and bytes. */
    public static void write(DataOutputStream out, Blob blob) throws IOException {
        byte[] bytes = blob.bytes();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reverse of {@code write}. */
    public static Blob readBlob(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("bytes of impossible length " + length);
        }
        return Blob.of(in.readNBytes(length));
    }

    /** A copy's place, or that there is none. */
    public static void write(DataOutputStream out, @Nullable ObjectRef object) throws IOException {
        out.writeBoolean(object != null);
        if (object != null) {
            write(out, text(object.id()));
            write(out, object.hash());
            write(out, text(object.url()));
        }
    }

    /** Reverse of {@code write}. */
    public static @Nullable ObjectRef readObject(DataInputStream in) throws IOException {
        return in.readBoolean() ? new ObjectRef(text(readBlob(in)), readBlob(in), text(readBlob(in))) : null;
    }

    /** A stub, or that there is none. */
    public static void write(DataOutputStream out, @Nullable Stub stub) throws IOException {
        out.writeBoolean(stub != null);
        if (stub != null) {
            out.writeInt(stub.permissions());
            write(out, stub.modified());
            out.writeLong(stub.sizeBytes());
            out.writeLong(stub.allocatedBytes());
        }
    }

    /** Reverse of {@code write}. */
    public static @Nullable Stub readStub(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Stub(in.readInt(), readInstant(in), in.readLong(), in.readLong()) : null;
    }

    /** Text that may hold names which are no UTF-8. */
    static void writeText(DataOutputStream out, String text) throws IOException {
        write(out, Blob.of(Names.encode(text)));
    }

    /** Reverse of {@code writeText}. */
    static String readText(DataInputStream in) throws IOException {
        return Names.decode(readBlob(in).bytes());
    }

    private static Blob text(String text) {
        return Blob.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Blob blob) {
        return new String(blob.bytes(), StandardCharsets.UTF_8);
    }
}
