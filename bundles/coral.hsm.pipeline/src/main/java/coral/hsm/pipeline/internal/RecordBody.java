// SPDX-License-Identifier: Apache-2.0
package coral.hsm.pipeline.internal;

import coral.core.lustre.Fid;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.pipeline.CommitRecord;
import coral.hsm.pipeline.CommitRecord.Features;
import coral.hsm.pipeline.CommitRecord.Origin;
import coral.hsm.pipeline.Content;
import coral.hsm.pipeline.Digest;
import coral.hsm.pipeline.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The fields of a commit record between its head and its tail, in the order of docs/formats/commit-record.md. */
public final class RecordBody {
    private RecordBody() {}

    /** Writes all fields. */
    public static void write(ByteBuffer out, CommitRecord record) {
        Content content = record.content();
        Origin origin = record.origin();
        out.putLong(content.sizeBytes()).putLong(content.dataBytes());
        out.putLong(origin.fid().sequence());
        out.putInt(origin.fid().objectId()).putInt(origin.fid().version());
        out.putLong(origin.cookie().value());
        Instant archived = record.archived();
        out.putLong(archived.getEpochSecond()).putInt(archived.getNano());
        text(out, origin.fileSystem());
        out.put((byte) content.digests().size());
        for (Digest digest : content.digests()) {
            out.put((byte) digest.algorithm().tag()).put((byte) digest.root().length());
            out.put(digest.root().bytes());
        }
        out.put((byte) record.codecs().size());
        record.codecs().forEach(codec -> text(out, codec));
    }

    /**
     * Reads all fields.
     *
     * @throws IllegalArgumentException when a field is out of its range
     * @throws java.nio.BufferUnderflowException when there are bytes missing
     */
    public static CommitRecord read(ByteBuffer in, Features features) {
        long size = in.getLong();
        long data = in.getLong();
        Fid fid = new Fid(in.getLong(), in.getInt(), in.getInt());
        Cookie cookie = new Cookie(in.getLong());
        Instant archived = time(in.getLong(), in.getInt());
        Origin origin = new Origin(text(in), fid, cookie);
        Content content = new Content(size, data, digests(in));
        return new CommitRecord(features, content, origin, archived, codecs(in));
    }

    private static List<Digest> digests(ByteBuffer in) {
        int count = in.get() & 0xFF;
        List<Digest> digests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int tag = in.get() & 0xFF;
            DigestAlgorithm algorithm = DigestAlgorithm.of(tag)
                    .orElseThrow(() -> new IllegalArgumentException("unknown digest algorithm " + tag));
            digests.add(new Digest(algorithm, Blob.of(bytes(in))));
        }
        return digests;
    }

    private static List<String> codecs(ByteBuffer in) {
        int count = in.get() & 0xFF;
        List<String> codecs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            codecs.add(text(in));
        }
        return codecs;
    }

    private static Instant time(long seconds, int nanos) {
        if (nanos < 0 || nanos > 999_999_999) {
            throw new IllegalArgumentException("not nanoseconds: " + nanos);
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time: " + seconds, e);
        }
    }

    private static void text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 255) {
            throw new IllegalArgumentException("longer than 255 bytes: '" + text + "'");
        }
        out.put((byte) bytes.length).put(bytes);
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.get() & 0xFF];
        in.get(bytes);
        return bytes;
    }
}
