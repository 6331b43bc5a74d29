// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.posix.Access;
import coral.core.posix.ErrnoException;
import coral.core.posix.OpenFile;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.local.internal.disk.Volume;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import coral.hsm.model.RequestStatus;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
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

    private void endRelease(OpenFile file, Entry entry) throws IOException {
        Stub stub = stub(entry);
        if (!Releases.mayBePunched(file, stub)) {
            Releases.undo(context, file, entry.in(Phase.NONE, null), stub, false);
            return;
        }
        HsmState released = entry.state().with(Set.of(HsmFlag.RELEASED), Set.of(HsmFlag.DIRTY));
        Entry after = entry.with(released).in(Phase.NONE, stub);
        boolean withheld = (file.status().permissions() & 0777) == 0;
        if (withheld && file.status().sizeBytes() == stub.sizeBytes()) {
            Releases.finish(context, file, after, stub);
            return;
        }
        // Somebody has opened up or resized the file since. What they wrote stays, and a restore will say so.
        LOG.warn("{} was changed while its release was interrupted", entry.fid());
        context.catalogue().record(Delta.of(after)).await();
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
