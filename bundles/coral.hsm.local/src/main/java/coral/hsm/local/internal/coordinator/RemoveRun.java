// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Access;
import coral.core.posix.ErrnoException;
import coral.core.posix.OpenFile;
import coral.core.store.Journal;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.Outcome;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A remove: the copy goes, the file stays; the file may be gone already. */
final class RemoveRun extends Run {
    private RemoveRun(Assignments assignments, Assignment assignment) {
        super(assignments, assignment);
    }

    static RemoveRun begin(Assignments assignments, Assignment assignment) throws IOException {
        RemoveRun run = new RemoveRun(assignments, assignment);
        Entry entry = run.entry();
        // From here on nobody knows whether the copy is there: a dirty file is not released.
        boolean sound = entry.state().has(HsmFlag.ARCHIVED) && !entry.state().has(HsmFlag.DIRTY);
        HsmState doubtful = entry.state().with(Set.of(HsmFlag.EXISTS, HsmFlag.DIRTY), Set.of());
        Journal.Ticket ticket = assignments.begin(assignment, sound ? entry.with(doubtful) : null);
        if (ticket != null) {
            ticket.await();
        }
        run.doubt(entry.with(doubtful));
        return run;
    }

    // The hint too, before the object goes: a catalogue from a backup, which knows nothing of this, would be believed
    // where the hint says the same.
    private void doubt(Entry doubtful) throws IOException {
        try (OpenFile file = context().volume().open(item().fid(), Access.READ)) {
            if (doubtful.object() != null) {
                context().volume().writeHint(file, doubtful);
                file.sync();
            }
        } catch (ErrnoException e) {
            if (!Volume.isGone(e)) {
                throw e;
            }
        }
    }

    @Override
    public Optional<DataFile> data() {
        return Optional.empty();
    }

    @Override
    Outcome succeed(Outcome.Done done) throws IOException {
        UnaryOperator<Entry> change = RemoveRun::without;
        try (OpenFile file = context().volume().open(item().fid(), Access.READ)) {
            context().volume().removeHint(file);
            file.sync();
        } catch (ErrnoException e) {
            if (!Volume.isGone(e)) {
                throw e;
            }
            change = entry -> Entry.fresh(entry.fid());
        }
        context().steps().before("remove.record");
        return record(done, change);
    }

    /** The entry of a file whose copy is gone: Lustre keeps the archive's number. */
    static Entry without(Entry entry) {
        HsmState state =
                entry.state().with(Set.of(), Set.of(HsmFlag.ARCHIVED, HsmFlag.EXISTS, HsmFlag.LOST, HsmFlag.DIRTY));
        return entry.with(state).copied(null, null);
    }

    @Override
    UnaryOperator<Entry> undone() {
        return UnaryOperator.identity();
    }

    @Override
    void abandoned() {
        // The file was never touched.
    }

    @Override
    void close() {
        // Nothing is open.
    }
}
