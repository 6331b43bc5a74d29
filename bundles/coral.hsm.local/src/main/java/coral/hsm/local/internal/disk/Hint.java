// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.disk;

import coral.core.lustre.Fid;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Fields;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;
import coral.hsm.model.ObjectRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file's xattr tells of its copy, for the day the catalogue is lost. It names the file's FID, so that a copy of
 * the file with all its xattrs does not pass for the file. Immutable.
 *
 * @param fid the file it was written for
 * @param state flags and archive
 * @param object the copy
 * @param stub mode, mtime and size at that time
 */
public record Hint(
        Fid fid,
        HsmState state,
        @Nullable ObjectRef object,
        @Nullable Stub stub) {
    private static final int VERSION = 1;
    private static final Set<HsmFlag> WISHES = Set.of(HsmFlag.NORELEASE, HsmFlag.NOARCHIVE);

    static Hint of(Entry entry) {
        return new Hint(entry.fid(), entry.state(), entry.object(), entry.stub());
    }

    /** Whether the catalogue's entry says of the copy what this does. Wishes may differ: they are set without a hint. */
    public boolean tells(Entry entry) {
        return ofCopy().equals(of(entry).ofCopy());
    }

    private Hint ofCopy() {
        return new Hint(fid, state.with(Set.of(), WISHES), object, stub).withoutUrl();
    }

    Hint withoutUrl() {
        return new Hint(fid, state, object == null ? null : new ObjectRef(object.id(), object.hash(), ""), stub);
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            Fields.write(out, fid);
            out.writeInt(state.mask());
            out.writeLong(state.archiveId().number());
            Fields.write(out, object);
            Fields.write(out, stub);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Whether a file can be so: a released one whose copy or stub is not told would pass for a file of zeros. */
    private boolean isLegal() {
        return state.isLegal() && (!state.has(HsmFlag.RELEASED) || (object != null && stub != null));
    }

    /** Empty for what is no hint, whoever wrote it: anything may stand in an xattr. */
    static Optional<Hint> decode(byte[] value) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
            if (in.readUnsignedByte() != VERSION) {
                return Optional.empty();
            }
            Fid fid = Fields.readFid(in);
            HsmState state = HsmState.of(in.readInt(), new ArchiveId(in.readLong()));
            Hint hint = new Hint(fid, state, Fields.readObject(in), Fields.readStub(in));
            return in.read() < 0 && hint.isLegal() ? Optional.of(hint) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
