// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.changelog;

import coral.core.lustre.Fid;
import coral.core.lustre.Nid;
import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.lustre.changelog.ChangelogExtension;
import coral.lustre.changelog.ChangelogRecord;
import coral.lustre.changelog.ChangelogType;
import coral.lustre.internal.bytes.FidBytes;
import coral.lustre.internal.bytes.FixedText;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads struct changelog_rec with its extensions, in little-endian order. */
public final class RecordReader {
    private static final long MAX_NANOS = 999_999_999L;

    private RecordReader() {}

    /** The bytes of the record that {@code head} begins; it has at least the header, and the extra flags if any. */
    static int size(ByteBuffer head) throws ProblemException {
        int names = head.getShort(0) & 0xffff;
        int flags = head.getShort(2) & 0xffff;
        int at = RecordFormat.fixedBytes(flags & ~RecordFormat.EXTRA_FLAGS, 0);
        long extra = (flags & RecordFormat.EXTRA_FLAGS) == 0 ? 0 : head.getLong(at);
        if (names > RecordFormat.MAX_NAME_BYTES) {
            throw RecordFormat.damaged("names of " + names + " bytes");
        }
        if ((extra & ~RecordFormat.KNOWN_EXTRA) != 0) {
            throw RecordFormat.damaged(
                    String.format("extra flags 0x%x, of which 0x%x are known", extra, RecordFormat.KNOWN_EXTRA));
        }
        return RecordFormat.fixedBytes(flags, extra) + names;
    }

    /** The bytes that {@link #size} needs of a record with these first four bytes. */
    static int headBytes(ByteBuffer start) {
        int flags = start.getShort(2) & 0xffff;
        return RecordFormat.fixedBytes(flags & ~RecordFormat.EXTRA_FLAGS, 0)
                + ((flags & RecordFormat.EXTRA_FLAGS) == 0 ? 0 : RecordFormat.EXTRA_FLAGS_BYTES);
    }

    /** Reads one record of exactly these bytes. */
    public static ChangelogRecord read(byte[] value) throws ProblemException {
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int size = size(bytes);
            if (size != value.length) {
                throw RecordFormat.damaged("it says that it has " + size + " bytes, not " + value.length);
            }
            return read(bytes);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw RecordFormat.damaged("it is cut off after " + value.length + " bytes");
        }
    }

    private static ChangelogRecord read(ByteBuffer bytes) throws ProblemException {
        bytes.getShort();
        int flags = bytes.getShort() & 0xffff;
        ChangelogType type = new ChangelogType(bytes.getInt());
        long index = bytes.getLong();
        long previous = bytes.getLong();
        Instant time = time(bytes.getLong());
        Fid target = FidBytes.read(bytes);
        Fid parent = FidBytes.read(bytes);
        Fid source = (flags & RecordFormat.RENAME) != 0 ? FidBytes.read(bytes) : new Fid(0, 0, 0);
        Fid sourceParent = (flags & RecordFormat.RENAME) != 0 ? FidBytes.read(bytes) : source;
        List<ChangelogExtension> extensions = new ArrayList<>();
        extensions(bytes, flags, extensions);
        byte[] names = new byte[bytes.remaining()];
        bytes.get(names);
        int split = split(names, source);
        if (split < names.length) {
            String old = Names.decode(Arrays.copyOfRange(names, split + 1, names.length));
            extensions.add(0, new ChangelogExtension.Rename(source, sourceParent, old));
        }
        String name = Names.decode(Arrays.copyOf(names, split));
        return new ChangelogRecord(
                index, type, flags & RecordFormat.OWN_FLAGS, previous, time, target, parent, name, extensions);
    }

    private static Instant time(long raw) throws ProblemException {
        long nanos = raw & ((1L << RecordFormat.NANO_BITS) - 1);
        if (nanos > MAX_NANOS) {
            throw RecordFormat.damaged(nanos + " nanoseconds");
        }
        return Instant.ofEpochSecond(raw >>> RecordFormat.NANO_BITS, nanos);
    }

    private static void extensions(ByteBuffer bytes, int flags, List<ChangelogExtension> to) throws ProblemException {
        if ((flags & RecordFormat.JOBID) != 0) {
            String job = FixedText.read(bytes, RecordFormat.JOB_BYTES);
            if (!job.isEmpty()) {
                to.add(new ChangelogExtension.JobId(job));
            }
        }
        long extra = (flags & RecordFormat.EXTRA_FLAGS) != 0 ? bytes.getLong() : 0;
        if ((extra & RecordFormat.UIDGID) != 0) {
            to.add(new ChangelogExtension.User(bytes.getLong(), bytes.getLong()));
        }
        if ((extra & RecordFormat.NID) != 0) {
            to.add(client(bytes, (extra & RecordFormat.NID_BE) != 0));
        }
        if ((extra & RecordFormat.OPEN) != 0) {
            to.add(new ChangelogExtension.OpenMode(bytes.getInt()));
        }
        if ((extra & RecordFormat.XATTR) != 0) {
            String name = FixedText.read(bytes, RecordFormat.XATTR_BYTES);
            if (!name.isEmpty()) {
                to.add(new ChangelogExtension.XattrName(name));
            }
        }
    }

    private static ChangelogExtension client(ByteBuffer bytes, boolean large) throws ProblemException {
        int end = bytes.position() + RecordFormat.NID_BYTES;
        Nid nid = large
                ? Nid.read(bytes).orElseThrow(() -> RecordFormat.damaged("a NID that is longer than there is room"))
                : Nid.ofLong(bytes.getLong());
        bytes.position(end);
        return new ChangelogExtension.Client(nid, large);
    }

    /** Where the first name ends: before the zero byte in a rename, else at the end. */
    private static int split(byte[] names, Fid source) throws ProblemException {
        int zero = 0;
        while (zero < names.length && names[zero] != 0) {
            zero++;
        }
        boolean renamed = source.sequence() != 0 || source.objectId() != 0;
        if (renamed != zero < names.length || contains(names, zero + 1)) {
            throw RecordFormat.damaged(renamed ? "a rename needs two names" : "a zero byte in a name");
        }
        return zero;
    }

    private static boolean contains(byte[] names, int from) {
        for (int i = from; i < names.length; i++) {
            if (names[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
