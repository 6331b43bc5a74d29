// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.posix.FileStatus;
import coral.core.problem.ProblemException;
import coral.core.store.Journal;
import coral.hsm.filesystem.HsmFiles;
import coral.hsm.filesystem.StateChange;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Token;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;
import java.io.IOException;
import java.util.EnumSet;

/** States of files: read, changed by hand, released. */
final class Files implements HsmFiles {
    private final Context context;
    private final Assignments assignments;
    private final Releases releases;

    Files(Assignments assignments) {
        this.assignments = assignments;
        this.context = assignments.context();
        this.releases = new Releases(context);
    }

    @Override
    public HsmState state(Caller caller, Fid fid) throws ProblemException {
        return context.catalogue().entry(fid).view(status(fid));
    }

    @Override
    public long release(Caller caller, Fid fid, boolean dryRun) throws ProblemException {
        return releases.release(caller, fid, dryRun);
    }

    @Override
    public HsmState change(Caller caller, Fid fid, StateChange change) throws ProblemException {
        FileStatus status = status(fid);
        refuseCaller(caller, fid, change, status);
        Entry entry = context.catalogue().entry(fid);
        HsmState wanted = wanted(entry, status, change);
        refuseIllegal(fid, entry, wanted);
        if (change.dryRun()) {
            return wanted;
        }
        try {
            if (entry.released() && !wanted.has(HsmFlag.RELEASED)) {
                new Conflicts(assignments).keep(fid, wanted);
            } else {
                record(entry, changed(entry, wanted, status));
            }
        } catch (IOException e) {
            throw Problems.failed(fid, e);
        }
        return wanted;
    }

    private FileStatus status(Fid fid) throws ProblemException {
        try {
            return context.volume()
                    .status(fid)
                    .orElseThrow(() -> Problems.noSuchFile(fid).exception());
        } catch (IOException e) {
            throw Problems.failed(fid, e);
        }
    }

    private static void refuseCaller(Caller caller, Fid fid, StateChange change, FileStatus status)
            throws ProblemException {
        if (caller.isRoot()) {
            return;
        }
        if (caller.uid() != status.uid()) {
            throw Problems.notOwner(fid).exception();
        }
        EnumSet<HsmFlag> all = EnumSet.noneOf(HsmFlag.class);
        all.addAll(change.set());
        all.addAll(change.clear());
        all.removeIf(f -> (f.bit() & HsmFlag.USER_MASK) != 0);
        if (!all.isEmpty() || !change.archiveId().equals(ArchiveId.ANY)) {
            throw Problems.flags("only root may change "
                            + (all.isEmpty() ? "the archive id" : all) + " of " + fid
                            + "; the owner may change NORELEASE, NOARCHIVE and DIRTY")
                    .exception();
        }
    }

    private static HsmState wanted(Entry entry, FileStatus status, StateChange change) {
        HsmState flags = entry.view(status).with(change.set(), change.clear());
        boolean named = !change.archiveId().equals(ArchiveId.ANY) && flags.has(HsmFlag.EXISTS);
        return named ? flags.in(change.archiveId()) : flags;
    }

    private static void refuseIllegal(Fid fid, Entry entry, HsmState wanted) throws ProblemException {
        if (entry.phase() != Phase.NONE) {
            throw Problems.inWork(fid).exception();
        }
        if (!wanted.isLegal()) {
            throw Problems.illegal(fid, wanted + " is no state a file can have").exception();
        }
        if (!entry.released() && wanted.has(HsmFlag.RELEASED)) {
            throw Problems.illegal(fid, "RELEASED is not set by hand, release the file instead")
                    .exception();
        }
        boolean givesUp = entry.released() && !wanted.has(HsmFlag.RELEASED);
        if (givesUp && wanted.has(HsmFlag.ARCHIVED) && !wanted.has(HsmFlag.DIRTY)) {
            throw Problems.illegal(
                            fid,
                            "RELEASED is cleared by a restore, or together with setting DIRTY or clearing ARCHIVED;"
                                    + " what the file holds then counts as its data")
                    .exception();
        }
        if (entry.released()
                && wanted.archiveId().number() != entry.state().archiveId().number()) {
            throw Problems.illegal(fid, "a released file stays in its archive").exception();
        }
    }

    private static Entry changed(Entry entry, HsmState wanted, FileStatus status) {
        Entry changed = entry.with(wanted);
        boolean cleared = entry.view(status).has(HsmFlag.DIRTY) && !wanted.has(HsmFlag.DIRTY);
        return cleared ? changed.sawClean(Token.of(status)) : changed;
    }

    private void record(Entry expected, Entry changed) throws IOException, ProblemException {
        Journal.Ticket ticket;
        context.catalogue().lock().lock();
        try {
            if (!context.catalogue().entry(expected.fid()).equals(expected)) {
                throw Problems.inWork(expected.fid()).exception();
            }
            if (changed.equals(expected)) {
                return;
            }
            ticket = context.catalogue().record(Delta.of(changed));
        } finally {
            context.catalogue().lock().unlock();
        }
        ticket.await();
    }
}
