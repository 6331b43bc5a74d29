// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.changelog;

import coral.core.posix.Names;
import coral.lustre.changelog.ChangelogExtension;
import coral.lustre.changelog.ChangelogExtension.Client;
import coral.lustre.changelog.ChangelogExtension.JobId;
import coral.lustre.changelog.ChangelogExtension.OpenMode;
import coral.lustre.changelog.ChangelogExtension.Rename;
import coral.lustre.changelog.ChangelogExtension.User;
import coral.lustre.changelog.ChangelogExtension.XattrName;
import coral.lustre.changelog.ChangelogRecord;
import coral.lustre.internal.bytes.FidBytes;
import coral.lustre.internal.bytes.FixedText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/** Writes what {@link RecordReader} reads. */
public final class RecordWriter {
    private RecordWriter() {}

    /** Writes one record. */
    public static byte[] write(ChangelogRecord it) {
        byte[] names = names(it);
        int flags = it.flags()
                | RecordFormat.VERSION
                | flag(it, Rename.class, RecordFormat.RENAME)
                | flag(it, JobId.class, RecordFormat.JOBID);
        int extra = extra(it);
        flags |= extra == 0 ? 0 : RecordFormat.EXTRA_FLAGS;
        ByteBuffer to = ByteBuffer.allocate(RecordFormat.fixedBytes(flags, extra) + names.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        to.putShort((short) names.length)
                .putShort((short) flags)
                .putInt(it.type().code())
                .putLong(it.index())
                .putLong(it.previous())
                .putLong(time(it.time()));
        FidBytes.write(to, it.target());
        FidBytes.write(to, it.parent());
        it.find(Rename.class).ifPresent(rename -> {
            FidBytes.write(to, rename.source());
            FidBytes.write(to, rename.sourceParent());
        });
        it.find(JobId.class).ifPresent(job -> FixedText.write(to, job.id(), RecordFormat.JOB_BYTES));
        extra(to, it, extra);
        return to.put(names).array();
    }

    private static long time(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds < 0 || seconds >>> (Long.SIZE - RecordFormat.NANO_BITS) != 0) {
            throw new IllegalArgumentException("the time " + time);
        }
        return seconds << RecordFormat.NANO_BITS | time.getNano();
    }

    private static byte[] names(ChangelogRecord it) {
        Optional<Rename> rename = it.find(Rename.class);
        String both = it.name() + rename.map(r -> "\0" + r.sourceName()).orElse("");
        byte[] names = Names.encode(both);
        if (names.length > RecordFormat.MAX_NAME_BYTES) {
            throw new IllegalArgumentException("names of " + names.length + " bytes");
        }
        return names;
    }

    private static int flag(ChangelogRecord it, Class<? extends ChangelogExtension> kind, int flag) {
        return it.find(kind).isPresent() ? flag : 0;
    }

    private static int extra(ChangelogRecord it) {
        boolean large = it.find(Client.class).map(Client::large).orElse(false);
        return flag(it, User.class, RecordFormat.UIDGID)
                | flag(it, Client.class, RecordFormat.NID)
                | flag(it, OpenMode.class, RecordFormat.OPEN)
                | flag(it, XattrName.class, RecordFormat.XATTR)
                | (large ? RecordFormat.NID_BE : 0);
    }

    private static void extra(ByteBuffer to, ChangelogRecord it, int extra) {
        if (extra != 0) {
            to.putLong(extra);
        }
        it.find(User.class).ifPresent(user -> to.putLong(user.uid()).putLong(user.gid()));
        it.find(Client.class).ifPresent(client -> nid(to, client));
        it.find(OpenMode.class).ifPresent(mode -> to.putInt(mode.flags()));
        it.find(XattrName.class).ifPresent(xattr -> FixedText.write(to, xattr.name(), RecordFormat.XATTR_BYTES));
    }

    private static void nid(ByteBuffer to, Client client) {
        int end = to.position() + RecordFormat.NID_BYTES;
        if (client.large()) {
            client.nid().write(to);
        } else {
            to.putLong(client.nid()
                    .toLong()
                    .orElseThrow(() -> new IllegalArgumentException(client.nid() + " needs the large form")));
        }
        to.position(end);
    }
}
