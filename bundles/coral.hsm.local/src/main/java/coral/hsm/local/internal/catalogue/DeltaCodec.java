// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Cookie;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import coral.hsm.model.ObjectRef;
import coral.hsm.model.RequestStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deltas as records of a journal of format {@code hsmlocal}: docs/formats/hsm-catalogue.md describes the bytes. */
final class DeltaCodec {
    private static final int VERSION = 1;
    private static final int END = 0;
    private static final int ENTRY = 'E';
    private static final int REQUEST = 'R';
    private static final int REASON = 'W';
    private static final int FORGET = 'F';
    private static final int COOKIE = 'C';

    private DeltaCodec() {}

    static byte[] encode(Delta delta) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            for (Entry entry : delta.entries()) {
                out.writeByte(ENTRY);
                write(out, entry);
            }
            for (HsmRequest request : delta.requests()) {
                out.writeByte(REQUEST);
                write(out, request);
                writeReason(out, request);
            }
            for (Fid fid : delta.forgotten()) {
                out.writeByte(FORGET);
                Fields.write(out, fid);
            }
            if (delta.nextCookie() > 0) {
                out.writeByte(COOKIE);
                out.writeLong(delta.nextCookie());
            }
            out.writeByte(END);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    static Delta decode(byte[] record) throws IOException {
        List<Entry> entries = new ArrayList<>();
        List<HsmRequest> requests = new ArrayList<>();
        List<Fid> forgotten = new ArrayList<>();
        long nextCookie = 0;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("catalogue record of version " + version + ", known is " + VERSION);
            }
            for (int kind = in.readUnsignedByte(); kind != END; kind = in.readUnsignedByte()) {
                switch (kind) {
                    case ENTRY -> entries.add(readEntry(in));
                    case REQUEST -> requests.add(readRequest(in));
                    case REASON -> requests.add(explained(requests, Fields.readText(in)));
                    case FORGET -> forgotten.add(Fields.readFid(in));
                    case COOKIE -> nextCookie = in.readLong();
                    default -> throw new IOException("catalogue record with unknown part " + kind);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("catalogue record with a value out of range: " + e.getMessage(), e);
        }
        return new Delta(entries, requests, forgotten, nextCookie);
    }

    private static void write(DataOutputStream out, Entry entry) throws IOException {
        Fields.write(out, entry.fid());
        out.writeInt(entry.state().mask());
        out.writeLong(entry.state().archiveId().number());
        out.writeByte(entry.phase().code());
        Fields.write(out, entry.object());
        write(out, entry.archived());
        write(out, entry.seen());
        Fields.write(out, entry.stub());
    }

    private static Entry readEntry(DataInputStream in) throws IOException {
        Fid fid = Fields.readFid(in);
        HsmState state = HsmState.of(in.readInt(), new ArchiveId(in.readLong()));
        int code = in.readUnsignedByte();
        Phase phase = known(Stream.of(Phase.values()).filter(p -> p.code() == code), "phase", code);
        ObjectRef object = Fields.readObject(in);
        return new Entry(fid, state, phase, object, readToken(in), readToken(in), Fields.readStub(in));
    }

    private static void write(DataOutputStream out, @Nullable Token token) throws IOException {
        out.writeBoolean(token != null);
        if (token != null) {
            Fields.write(out, token.changed());
            Fields.write(out, token.modified());
            out.writeLong(token.sizeBytes());
        }
    }

    private static @Nullable Token readToken(DataInputStream in) throws IOException {
        return in.readBoolean() ? new Token(Fields.readInstant(in), Fields.readInstant(in), in.readLong()) : null;
    }

    private static void write(DataOutputStream out, HsmRequest request) throws IOException {
        out.writeLong(request.cookie().value());
        Fields.write(out, request.fid());
        out.writeByte(request.action().value());
        out.writeLong(request.archiveId().number());
        out.writeByte(request.status().value());
        Fields.write(out, request.created());
        Fields.write(out, request.changed());
        out.writeLong(request.bytesDone());
        out.writeInt(request.failure().map(f -> f.error().number()).orElse(0));
        Fields.write(out, request.data());
    }

    private static HsmRequest readRequest(DataInputStream in) throws IOException {
        Cookie cookie = new Cookie(in.readLong());
        Fid fid = Fields.readFid(in);
        int action = in.readUnsignedByte();
        ArchiveId archiveId = new ArchiveId(in.readLong());
        int status = in.readUnsignedByte();
        return new HsmRequest(
                cookie,
                fid,
                known(Stream.of(HsmAction.values()).filter(a -> a.value() == action), "action", action),
                archiveId,
                known(Stream.of(RequestStatus.values()).filter(s -> s.value() == status), "status", status),
                Fields.readInstant(in),
                Fields.readInstant(in),
                in.readLong(),
                readError(in.readInt()),
                Fields.readBlob(in));
    }

    private static Optional<Failure> readError(int number) {
        return number == 0
                ? Optional.empty()
                : Optional.of(Failure.of(Errno.of(number).orElse(Errno.EIO)));
    }

    // A part of its own behind the request: most requests do not fail, and most reasons are the number's own words.
    private static void writeReason(DataOutputStream out, HsmRequest request) throws IOException {
        Optional<Failure> failure = request.failure();
        if (failure.isPresent()
                && !failure.get().equals(Failure.of(failure.get().error()))) {
            out.writeByte(REASON);
            Fields.writeText(out, failure.get().reason());
        }
    }

    /** Takes the last request out, which the reason is for. */
    private static HsmRequest explained(List<HsmRequest> requests, String reason) throws IOException {
        if (requests.isEmpty() || requests.get(requests.size() - 1).failure().isEmpty()) {
            throw new IOException("catalogue record with a reason for no request that failed");
        }
        HsmRequest failed = requests.remove(requests.size() - 1);
        return failed.failed(new Failure(failed.failure().orElseThrow().error(), reason));
    }

    private static <T> T known(Stream<T> matching, String what, int value) throws IOException {
        return matching.findFirst()
                .orElseThrow(() -> new IOException("catalogue record with unknown " + what + " " + value));
    }
}
