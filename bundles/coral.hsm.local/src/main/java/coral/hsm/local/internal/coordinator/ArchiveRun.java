// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Access;
import coral.core.posix.Errno;
import coral.core.posix.FileStatus;
import coral.core.posix.OpenFile;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Token;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;
import coral.hsm.model.ObjectRef;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.Outcome;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** An archive: the file is read, and must be at the end what it was at the start. */
final class ArchiveRun extends Run {
    private final OpenFile file;
    private final Token start;
    private final LocalData data;
    private boolean changed;
    private boolean hinted;

    private ArchiveRun(Assignments assignments, Assignment assignment, OpenFile file, Token start) {
        super(assignments, assignment);
        this.file = file;
        this.start = start;
        this.data = new LocalData(file, start.sizeBytes(), false, assignment.cancel());
    }

    static ArchiveRun begin(Assignments assignments, Assignment assignment) throws IOException {
        OpenFile file = assignments.context().volume().open(assignment.item().fid(), Access.READ);
        try {
            // In this order: a store through a mapping before the pages are written back changes no ctime, but is in
            // the copy; one after that faults again, and so changes the ctime that the token has.
            Token start = assignments.context().volume().token(file);
            assignments.context().steps().before("archive.writeback");
            file.writeBack();
            assignments.begin(assignment, null);
            return new ArchiveRun(assignments, assignment, file, start);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Optional<DataFile> data() {
        return Optional.of(data);
    }

    @Override
    Outcome succeed(Outcome.Done done) throws IOException {
        Optional<ObjectRef> object = done.object();
        if (object.isEmpty()) {
            return fail(new Outcome.Failed(Errno.EPROTO, "the mover named no object for " + item().fid()));
        }
        // Nothing to write back before: what was stored through a mapping since the start has faulted, which the ctime
        // tells.
        Token now = context().volume().token(file);
        if (!now.equals(start)) {
            changed = !now.looksLike(start);
            return fail(wasChanged());
        }
        context().steps().before("archive.hint");
        hinted = true;
        Entry before = entry();
        context().volume().writeHint(file, archived(before, object.get(), now));
        // Synced only if its agent then removes the copy that the hint of before names: a catalogue from a backup may
        // name that one too. Else a power cut that takes the hint takes its ctime as well, and a token that differs
        // only costs an archive.
        if (before.object() != null) {
            file.sync();
        }
        // The hint has changed ctime, so the token is taken after it; a write in between shows in mtime.
        Token after = context().volume().token(file);
        if (!after.looksLike(start)) {
            changed = true;
            return fail(wasChanged());
        }
        context().steps().before("archive.record");
        return record(done, e -> archived(e, object.get(), after));
    }

    private Entry archived(Entry entry, ObjectRef object, Token token) {
        HsmState state = entry.state()
                .with(Set.of(HsmFlag.EXISTS, HsmFlag.ARCHIVED), Set.of(HsmFlag.DIRTY, HsmFlag.LOST))
                .in(item().archiveId());
        return entry.with(state).copied(object, token);
    }

    private Outcome.Failed wasChanged() {
        return new Outcome.Failed(Errno.EBUSY, item().fid() + " was changed while it was archived");
    }

    @Override
    UnaryOperator<Entry> undone() throws IOException {
        FileStatus now = file.status();
        boolean differs = changed || !Token.of(now).looksLike(start);
        if (hinted) {
            hintOfBefore();
        }
        return entry -> {
            HsmState state = entry.state();
            // A copy that was good may have suffered from the failed attempt: Lustre marks such a file dirty as well.
            boolean doubt = state.has(HsmFlag.EXISTS) && (differs || state.has(HsmFlag.ARCHIVED));
            return doubt ? entry.with(state.with(Set.of(HsmFlag.DIRTY), Set.of())) : entry;
        };
    }

    // The hint names a copy that never counted, and that its agent removes.
    private void hintOfBefore() throws IOException {
        Entry before = entry();
        if (before.object() == null) {
            context().volume().removeHint(file);
        } else {
            context().volume().writeHint(file, before);
        }
        file.sync();
    }

    @Override
    void abandoned() {
        // Nothing was written to the file.
    }

    @Override
    void close() throws IOException {
        file.close();
    }
}
