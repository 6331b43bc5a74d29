// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.posix.Access;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.FileStatus;
import coral.core.posix.OpenFile;
import coral.core.problem.ProblemException;
import coral.core.store.Journal;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.local.internal.catalogue.Token;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Releases files under a write lease. Safe for use by many threads. */
final class Releases {
    private final Context context;

    Releases(Context context) {
        this.context = context;
    }

    long release(Caller caller, Fid fid, boolean dryRun) throws ProblemException {
        try (OpenFile file = open(fid)) {
            Entry entry = context.catalogue().entry(fid);
            FileStatus status = file.status();
            if (!caller.isRoot() && status.uid() != caller.uid()) {
                throw Problems.notOwner(fid).exception();
            }
            refuseBusy(entry);
            if (entry.released()) {
                return 0;
            }
            refuseState(file, entry, status);
            return leased(file, entry, dryRun);
        } catch (IOException e) {
            throw Problems.failed(fid, e);
        }
    }

    private OpenFile open(Fid fid) throws IOException, ProblemException {
        try {
            return context.volume().open(fid, Access.READ_WRITE);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ETXTBSY) {
                throw Problems.open(fid).exception();
            }
            throw e;
        }
    }

    private void refuseBusy(Entry entry) throws ProblemException {
        Optional<HsmRequest> live = context.catalogue().live(entry.fid());
        if (live.isPresent()) {
            throw Problems.busy(live.get()).exception();
        }
        if (entry.phase() != Phase.NONE) {
            throw Problems.inWork(entry.fid()).exception();
        }
    }

    private static void refuseState(OpenFile file, Entry entry, FileStatus status)
            throws IOException, ProblemException {
        HsmState state = entry.view(status);
        if (!Rules.releasable(state) || entry.object() == null) {
            throw Problems.notReleasable(entry.fid(), state).exception();
        }
        if (file.xattrs().get("security.capability").isPresent()) {
            throw Problems.capabilities(entry.fid()).exception();
        }
    }

    private long leased(OpenFile file, Entry entry, boolean dryRun) throws IOException, ProblemException {
        try (OpenFile.Lease lease = lease(file, entry.fid())) {
            // Stores through mappings that are gone now reach mtime and ctime with this.
            file.sync();
            FileStatus status = file.status();
            if (!Token.of(status).equals(entry.archived())) {
                if (!dryRun) {
                    markDirty(entry.fid());
                }
                throw Problems.changed(entry.fid()).exception();
            }
            if (dryRun) {
                return status.allocatedBytes();
            }
            Stub stub = Stub.of(status);
            begin(entry, stub);
            return emptied(file, lease, entry, stub);
        }
    }

    private static OpenFile.Lease lease(OpenFile file, Fid fid) throws IOException, ProblemException {
        try {
            return file.leaseExclusively();
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EAGAIN || e.errno() == Errno.EBUSY) {
                throw Problems.open(fid).exception();
            }
            throw e;
        }
    }

    private void markDirty(Fid fid) throws IOException {
        Journal.Ticket ticket;
        context.catalogue().lock().lock();
        try {
            Entry entry = context.catalogue().entry(fid);
            HsmState dirty = entry.state().with(Set.of(HsmFlag.DIRTY), Set.of());
            if (!dirty.isLegal() || entry.phase() != Phase.NONE) {
                return;
            }
            ticket = context.catalogue().record(Delta.of(entry.with(dirty)));
        } finally {
            context.catalogue().lock().unlock();
        }
        ticket.await();
    }

    private void begin(Entry expected, Stub stub) throws IOException, ProblemException {
        Journal.Ticket ticket;
        context.catalogue().lock().lock();
        try {
            Entry entry = context.catalogue().entry(expected.fid());
            refuseBusy(entry);
            if (!entry.equals(expected)) {
                throw Problems.inWork(entry.fid()).exception();
            }
            context.steps().before("release.begin");
            ticket = context.catalogue().record(Delta.of(entry.in(Phase.RELEASING, stub)));
        } finally {
            context.catalogue().lock().unlock();
        }
        ticket.await();
    }

    private long emptied(OpenFile file, OpenFile.Lease lease, Entry before, Stub stub)
            throws IOException, ProblemException {
        HsmState released = before.state().with(Set.of(HsmFlag.RELEASED), Set.of());
        Entry after = before.with(released).in(Phase.NONE, stub);
        Entry whole = before.in(Phase.NONE, null);
        try {
            withhold(file, after, stub);
        } catch (IOException e) {
            undo(context, file, whole, stub, true);
            throw e;
        }
        if (!lease.unbroken()) {
            undo(context, file, whole, stub, true);
            throw Problems.open(before.fid()).exception();
        }
        finish(context, file, after, stub);
        // The hint may take a block of its own, which a file of one block gains nothing from.
        return Math.max(0, stub.allocatedBytes() - file.status().allocatedBytes());
    }

    private void withhold(OpenFile file, Entry after, Stub stub) throws IOException {
        context.steps().before("release.hint");
        context.volume().writeHint(file, after);
        context.steps().before("release.withhold");
        file.setPermissions(stub.withheld());
        // The withheld mode is on the device before any block goes: recovery tells by it how far this came.
        file.sync();
    }

    /** Empties the file and records it as released; recovery ends an interrupted release by this too. */
    static void finish(Context context, OpenFile file, Entry after, Stub stub) throws IOException {
        context.steps().before("release.punch");
        Volume.punch(file);
        context.steps().before("release.times");
        file.setModified(stub.modified());
        context.steps().before("release.sync");
        file.sync();
        context.steps().before("release.record");
        context.catalogue().record(Delta.of(after)).await();
        context.steps().before("release.done");
    }

    /**
     * Gives back what was withheld of a file that still has its data.
     *
     * @param proven whether nobody else can have changed the file since its token was checked
     */
    static void undo(Context context, OpenFile file, Entry whole, Stub stub, boolean proven) throws IOException {
        context.volume().writeHint(file, whole);
        file.setPermissions(stub.restored(file.status().permissions()));
        file.sync();
        Token now = context.volume().token(file);
        Entry kept = proven ? whole.copied(whole.object(), now) : whole;
        context.catalogue().record(Delta.of(kept)).await();
    }
}
