// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Access;
import coral.core.posix.Errno;
import coral.core.posix.ErrnoException;
import coral.core.posix.OpenFile;
import coral.core.store.Journal;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.local.internal.catalogue.Token;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;
import coral.hsm.mover.DataFile;
import coral.hsm.mover.Outcome;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A restore: data is written into the released file, which nobody can read until it is whole. */
final class RestoreRun extends Run {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreRun.class);

    private final OpenFile file;
    private final Stub stub;
    private final LocalData data;
    private boolean revoked;

    private RestoreRun(Assignments assignments, Assignment assignment, OpenFile file, Stub stub) {
        super(assignments, assignment);
        this.file = file;
        this.stub = stub;
        this.data = new LocalData(file, stub.sizeBytes(), true, assignment.cancel());
    }

    static RestoreRun begin(Assignments assignments, Assignment assignment) throws IOException {
        Context context = assignments.context();
        Entry entry = context.catalogue().entry(assignment.item().fid());
        Stub stub = entry.stub();
        if (!entry.released() || stub == null) {
            throw new ErrnoException("restore", entry.fid() + ", which is not released", Errno.EPERM.number());
        }
        OpenFile file = context.volume().open(entry.fid(), Access.READ_WRITE);
        RestoreRun run = new RestoreRun(assignments, assignment, file, stub);
        assignments.takeOver(entry.fid(), run);
        try {
            run.prepare(context.catalogue().entry(entry.fid()));
            return run;
        } catch (IOException | RuntimeException e) {
            assignments.leave(entry.fid(), run);
            file.close();
            throw e;
        }
    }

    /** Whether somebody has changed the released file. */
    static boolean conflicts(OpenFile file, Stub stub) throws IOException {
        return !stub.matches(file.status()) || file.nextData(0).isPresent();
    }

    // Holds off whoever takes over until the file is empty, and empties nothing once somebody has.
    private synchronized void prepare(Entry entry) throws IOException {
        context().steps().before("restore.prepare");
        assignments().locked(() -> assignments().owned(assignment()));
        if (revoked) {
            throw new ErrnoException("restore", file.subject(), Errno.ECANCELED.number());
        }
        boolean interrupted = entry.phase() == Phase.RESTORING;
        if (interrupted && resized()) {
            record(entry.in(Phase.NONE, stub));
            throw conflict();
        }
        if (interrupted) {
            // What the interrupted restore has written.
            Volume.empty(file, stub.modified());
        } else if (conflicts(file, stub)) {
            throw conflict();
        }
        context().steps().before("restore.begin");
        record(entry.in(Phase.RESTORING, stub));
        context().steps().before("restore.write");
    }

    private void record(Entry begun) throws IOException {
        Journal.Ticket ticket = assignments().begin(assignment(), begun);
        if (ticket != null) {
            ticket.await();
        }
    }

    /** Another run writes to the file from now on. */
    synchronized void revoke() {
        revoked = true;
        data.revoke();
    }

    @Override
    public Optional<DataFile> data() {
        return Optional.of(data);
    }

    @Override
    Outcome succeed(Outcome.Done done) throws IOException {
        Entry whole = complete();
        context().steps().before("restore.unveiling");
        context().catalogue().record(Delta.of(whole)).await();
        context().steps().before("restore.unveil");
        Entry open = unveiled(context(), file, whole);
        return record(done, e -> open);
    }

    private Entry complete() throws IOException {
        data.revoke();
        context().steps().before("restore.times");
        try (OpenFile.Lease lease = file.leaseExclusively()) {
            Entry whole = dated(Set.of());
            if (lease.unbroken() && stub.matches(file.status())) {
                return whole;
            }
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EAGAIN && e.errno() != Errno.EBUSY) {
                throw e;
            }
        }
        LOG.warn("{} was open elsewhere while it was restored, it is marked dirty", item().fid());
        Entry doubted = dated(Set.of(HsmFlag.DIRTY));
        return doubted.copied(doubted.object(), Token.of(file.status()).unproven());
    }

    private Entry dated(Set<HsmFlag> flags) throws IOException {
        if (resized()) {
            throw conflict();
        }
        file.setModified(stub.modified());
        HsmState state = entry().state().with(Set.of(), Set.of(HsmFlag.RELEASED, HsmFlag.DIRTY));
        Entry whole = entry().with(state.with(flags, Set.of())).in(Phase.UNVEILING, stub);
        context().volume().writeHint(file, whole.in(Phase.NONE, null));
        file.sync();
        return whole.copied(whole.object(), Token.of(file.status()));
    }

    /** Whether somebody has set another length, which neither a restore nor its mover does. */
    private boolean resized() throws ErrnoException {
        return file.status().sizeBytes() != stub.sizeBytes();
    }

    private ErrnoException conflict() {
        return new ErrnoException("restore", Problems.conflict(item().fid()).text(), Errno.EPERM.number());
    }

    /** Gives the permissions back and returns the entry of the file that can be read again. */
    static Entry unveiled(Context context, OpenFile file, Entry entry) throws IOException {
        Stub stub = Objects.requireNonNull(entry.stub(), "a file whose permissions are withheld has a stub");
        Token before = Token.of(file.status());
        boolean proven = before.equals(entry.archived());
        file.setPermissions(stub.restored(file.status().permissions()));
        file.sync();
        Token after = context.volume().token(file);
        Entry open = entry.in(Phase.NONE, null);
        // Whoever changed the file before the mode came back is found out by the token of then.
        return proven && after.looksLike(before) ? open.copied(entry.object(), after) : open;
    }

    @Override
    UnaryOperator<Entry> undone() {
        data.revoke();
        if (!entry().released()) {
            // The data is back and counts; only the permissions are not, which the next start gives back.
            return UnaryOperator.identity();
        }
        try {
            if (!resized()) {
                Volume.empty(file, stub.modified());
                file.sync();
            }
        } catch (ErrnoException e) {
            // The phase stays RESTORING: whoever restores next empties the file first.
            return UnaryOperator.identity();
        }
        return entry -> entry.in(Phase.NONE, stub);
    }

    @Override
    void abandoned() throws IOException {
        if (!revoked) {
            context().catalogue().record(Delta.of(undone().apply(entry()))).await();
        }
    }

    @Override
    void close() throws IOException {
        assignments().leave(item().fid(), this);
        file.close();
    }
}
