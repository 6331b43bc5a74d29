// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Access;
import coral.core.posix.ErrnoException;
import coral.core.posix.FileStatus;
import coral.core.posix.OpenFile;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.local.internal.disk.Hint;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import coral.hsm.model.RequestStatus;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a crash has interrupted, before anybody can ask for anything. Repeatable after a crash of its own. */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Context context;

    Recovery(Context context) {
        this.context = context;
    }

    void run() throws IOException {
        List<Entry> interrupted = context.catalogue().entries(e -> e.phase() != Phase.NONE);
        for (Entry entry : interrupted) {
            recover(entry);
        }
        for (HsmRequest request : context.catalogue().live()) {
            if (request.status() == RequestStatus.STARTED) {
                HsmRequest again = Moves.again(request, context.clock().instant());
                context.catalogue().record(Delta.of(again));
            }
        }
    }

    private void recover(Entry entry) throws IOException {
        try (OpenFile file = context.volume().open(entry.fid(), Access.READ_WRITE)) {
            switch (entry.phase()) {
                case RELEASING -> endRelease(file, entry);
                case UNVEILING -> unveil(file, entry);
                case DISCARDING -> {
                    Conflicts.empty(file, stub(entry));
                    context.catalogue()
                            .record(Delta.of(entry.in(Phase.NONE, entry.stub())))
                            .await();
                }
                // Nothing is lost by waiting: whoever restores next empties the file first.
                case RESTORING, NONE -> {}
            }
        } catch (ErrnoException e) {
            if (!Volume.isGone(e)) {
                LOG.error("{} stays {}: {}", entry.fid(), entry.phase(), e.getMessage());
                return;
            }
            context.catalogue().record(Delta.of(entry.in(Phase.NONE, entry.stub())));
        }
    }

    /** What an interrupted release has left of the file, and what somebody may have made of it since. */
    private enum Remains {
        /** Nothing is punched: it is a file like any other, changed or not. */
        WHOLE,
        /** Nobody wrote to it since: what blocks it has may go. */
        OURS,
        /** It may be punched, and may hold what somebody wrote since. */
        UNCLEAR
    }

    private void endRelease(OpenFile file, Entry entry) throws IOException {
        Stub stub = stub(entry);
        HsmState released = entry.state().with(Set.of(HsmFlag.RELEASED), Set.of(HsmFlag.DIRTY));
        Entry after = entry.with(released).in(Phase.NONE, stub);
        switch (remains(file, stub)) {
            case WHOLE -> Releases.undo(context, file, entry.in(Phase.NONE, null), stub, false);
            case OURS -> Releases.finish(context, file, after, stub);
            case UNCLEAR -> {
                // What they wrote stays, and a restore will say so.
                LOG.warn("{} was changed while its release was interrupted", entry.fid());
                context.catalogue().record(Delta.of(after)).await();
            }
        }
    }

    private Remains remains(OpenFile file, Stub stub) throws IOException {
        FileStatus now = file.status();
        Optional<Hint> hint = context.volume().readHint(file);
        // Hint and withheld mode are on the device before the first block goes.
        if (hint.isPresent() && !hint.get().state().has(HsmFlag.RELEASED)) {
            return Remains.WHOLE;
        }
        boolean withheld = (now.permissions() & 0777) == 0;
        boolean sameSize = now.sizeBytes() == stub.sizeBytes();
        boolean blank = now.sizeBytes() > 0
                && stub.allocatedBytes() > 0
                && file.nextData(0).isEmpty();
        // A punch sets mtime, so that data under another mtime is somebody's, or what a power cut left of a punch.
        if (withheld && sameSize && (blank || stub.matches(now))) {
            return Remains.OURS;
        }
        boolean blocksMissing = now.sizeBytes() >= stub.sizeBytes() && now.allocatedBytes() < stub.allocatedBytes();
        return withheld || blank || blocksMissing ? Remains.UNCLEAR : Remains.WHOLE;
    }

    private void unveil(OpenFile file, Entry entry) throws IOException {
        Entry open = RestoreRun.unveiled(context, file, entry);
        HsmRequest request = context.catalogue().live(entry.fid()).orElse(null);
        if (request != null && request.action() == HsmAction.RESTORE) {
            HsmRequest done =
                    Moves.done(request, request.bytesDone(), context.clock().instant());
            context.catalogue().record(Delta.of(open, done)).await();
        } else {
            context.catalogue().record(Delta.of(open)).await();
        }
    }

    private static Stub stub(Entry entry) {
        return Objects.requireNonNull(entry.stub(), "a file in a phase has a stub");
    }
}
