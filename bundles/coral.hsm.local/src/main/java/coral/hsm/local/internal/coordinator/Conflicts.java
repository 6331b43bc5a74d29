// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.lustre.Fid;
import coral.core.posix.Access;
import coral.core.posix.OpenFile;
import coral.core.problem.ProblemException;
import coral.core.store.Journal;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import java.io.IOException;
import java.util.Optional;

/** The two ways out for a released file that somebody has changed. */
final class Conflicts {
    private final Context context;

    Conflicts(Assignments assignments) {
        this.context = assignments.context();
    }

    /** What the file holds now counts: it is no longer released, and gets its permissions back. */
    void keep(Fid fid, HsmState wanted) throws IOException, ProblemException {
        try (OpenFile file = context.volume().open(fid, Access.READ_WRITE)) {
            Entry released = claim(fid);
            if (!RestoreRun.conflicts(file, stub(released))) {
                throw Problems.unchanged(fid).exception();
            }
            Entry kept = released.with(wanted);
            context.volume().writeHint(file, kept.in(Phase.NONE, null));
            file.sync();
            record(released, kept.in(Phase.UNVEILING, kept.stub()));
            context.steps().before("keep.unveil");
            Entry open = RestoreRun.unveiled(context, file, context.catalogue().entry(fid));
            context.catalogue().record(Delta.of(open)).await();
        }
    }

    /** What was written to the file goes; it is a released file again, as its release left it. */
    void discard(Fid fid) throws IOException, ProblemException {
        try (OpenFile file = context.volume().open(fid, Access.READ_WRITE)) {
            Entry released = claim(fid);
            Stub stub = stub(released);
            Entry discarding = released.in(Phase.DISCARDING, stub);
            record(released, discarding);
            context.steps().before("discard.empty");
            try {
                empty(file, stub);
            } catch (IOException e) {
                // Still a conflict, or as good as its release left it: it can be discarded again.
                recordAfter(discarding, released);
                throw e;
            }
            context.steps().before("discard.record");
            recordAfter(discarding, released);
        }
    }

    /** Makes the file what its release left; repeatable. */
    static void empty(OpenFile file, Stub stub) throws IOException {
        file.truncate(stub.sizeBytes());
        Volume.empty(file, stub.modified());
        file.sync();
    }

    private Entry claim(Fid fid) throws ProblemException {
        Entry entry = context.catalogue().entry(fid);
        Optional<HsmRequest> live = context.catalogue().live(fid);
        if (live.isPresent()) {
            throw Problems.busy(live.get()).exception();
        }
        if (entry.phase() != Phase.NONE) {
            throw Problems.inWork(fid).exception();
        }
        if (!entry.released()) {
            throw Problems.illegal(fid, "it is not released").exception();
        }
        return entry;
    }

    private static Stub stub(Entry released) throws ProblemException {
        Stub stub = released.stub();
        if (stub == null) {
            throw Problems.illegal(released.fid(), "it is not released").exception();
        }
        return stub;
    }

    private void record(Entry expected, Entry next) throws IOException, ProblemException {
        Journal.Ticket ticket;
        context.catalogue().lock().lock();
        try {
            claim(expected.fid());
            ticket = replace(expected, next);
        } finally {
            context.catalogue().lock().unlock();
        }
        ticket.await();
    }

    private void recordAfter(Entry own, Entry next) throws IOException, ProblemException {
        Journal.Ticket ticket;
        context.catalogue().lock().lock();
        try {
            ticket = replace(own, next);
        } finally {
            context.catalogue().lock().unlock();
        }
        ticket.await();
    }

    private Journal.Ticket replace(Entry expected, Entry next) throws IOException, ProblemException {
        if (!context.catalogue().entry(expected.fid()).equals(expected)) {
            throw Problems.inWork(expected.fid()).exception();
        }
        return context.catalogue().record(Delta.of(next));
    }
}
