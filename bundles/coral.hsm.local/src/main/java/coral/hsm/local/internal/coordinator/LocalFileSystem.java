// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.hsm.filesystem.HsmFile;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.filesystem.HsmFiles;
import coral.hsm.filesystem.HsmRequests;
import coral.hsm.local.internal.catalogue.Delta;
import coral.hsm.local.internal.catalogue.Entry;
import coral.hsm.local.internal.catalogue.Phase;
import coral.hsm.local.internal.catalogue.Totals;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmRequest;
import coral.hsm.source.ActionSession;
import coral.hsm.source.ActionSource;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A directory as a file system with hierarchical storage, and its coordinator. Safe for use by many threads. */
public final class LocalFileSystem implements HsmFileSystem, ActionSource, AutoCloseable {
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final String root;
    private final Context context;
    private final Assignments assignments;
    private final Finder finder;
    private final Files files;
    private final Requests requests;
    private final Map<String, LocalSession> sessions = new HashMap<>();

    private LocalFileSystem(String root, Context context) throws IOException {
        this.root = root;
        this.context = context;
        this.assignments = new Assignments(context);
        this.finder = new Finder(root, context.volume());
        this.files = new Files(assignments);
        this.requests = new Requests(assignments);
    }

    /** Ends what a crash has interrupted and opens the file system, which owns the context's parts from now on. */
    public static LocalFileSystem open(String root, Context context) throws IOException {
        new Recovery(context).run();
        return new LocalFileSystem(root, context);
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public String root() {
        return root;
    }

    @Override
    public Optional<HsmFile> find(Caller caller, String path) throws ProblemException {
        return finder.find(caller, path);
    }

    @Override
    public HsmFiles files() {
        return files;
    }

    @Override
    public HsmRequests requests() {
        return requests;
    }

    @Override
    public ActionSession connect(String agent) {
        LocalSession session = new LocalSession(assignments);
        LocalSession before;
        synchronized (sessions) {
            before = sessions.put(agent, session);
        }
        if (before != null) {
            before.close();
        }
        return session;
    }

    /** Gives up what somebody wrote to a released file, for root alone. */
    public void discard(Fid fid) throws ProblemException {
        try {
            new Conflicts(assignments).discard(fid);
        } catch (IOException e) {
            throw Problems.failed(fid, e);
        }
    }

    /** Does what time brings; called about once a second. */
    public void tick() throws IOException {
        assignments.expire(SILENCE);
        context.catalogue().tidy(context.clock(), GRACE);
        if (context.catalogue().isGrown()) {
            compact();
        }
    }

    /** Forgets files that are no more and have no copy to remove, then rewrites the journal. */
    public void compact() throws IOException {
        List<Entry> bare = context.catalogue().entries(e -> e.object() == null && e.phase() == Phase.NONE);
        for (Entry entry : bare) {
            if (context.catalogue().live(entry.fid()).isEmpty()
                    && context.volume().status(entry.fid()).isEmpty()) {
                context.catalogue().record(Delta.forget(entry.fid()));
            }
        }
        context.catalogue().compact().await();
    }

    /** What is held here, for those who watch. */
    public Totals totals() {
        return context.catalogue().totals();
    }

    /** Bytes of the catalogue's journal. */
    public long journalBytes() {
        return context.catalogue().journalBytes();
    }

    /** The oldest request that has not ended. */
    public Optional<HsmRequest> oldest() {
        return context.catalogue().list(new Cookie(1), false, 1).stream().findFirst();
    }

    /** How many files are released here. */
    public long released() {
        return context.catalogue().entries(Entry::released).size();
    }

    /** How many files are not what their owner left: released, or in a phase that only this catalogue can end. */
    public long unsettled() {
        return context.catalogue()
                .entries(e -> e.released() || e.phase() != Phase.NONE)
                .size();
    }

    /** How many files have a copy. */
    public long copies() {
        return context.catalogue().entries(e -> e.object() != null).size();
    }

    /** The least cookie that was certainly not given out here. */
    public long nextCookie() {
        return context.catalogue().nextCookie();
    }

    @Override
    public void close() throws IOException {
        synchronized (sessions) {
            sessions.values().forEach(LocalSession::close);
            sessions.clear();
        }
        context.catalogue().close();
        context.volume().close();
    }
}
