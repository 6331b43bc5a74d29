// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.fake;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.filesystem.HsmFile;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.filesystem.HsmFiles;
import coral.hsm.filesystem.HsmRequests;
import coral.hsm.filesystem.Order;
import coral.hsm.filesystem.StateChange;
import coral.hsm.filesystem.Submission;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import coral.hsm.model.RequestStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A file system in memory: names that were added are files, everything else beneath its root is not there. */
public final class MemoryFileSystem implements HsmFileSystem, HsmFiles, HsmRequests {
    public static final Problem MISSING = Problem.of("CORAL-FAKE-010", Errno.ENOENT, "no such file");
    public static final Problem DIRECTORY = Problem.of("CORAL-FAKE-011", Errno.EISDIR, "a directory");
    public static final Problem REFUSED = Problem.of("CORAL-FAKE-012", Errno.EPERM, "refused");

    public final List<Order> orders = new ArrayList<>();
    public final List<StateChange> changes = new ArrayList<>();
    public final Set<Fid> refusing = new HashSet<>();
    public @Nullable RequestStatus endsAs;
    public Errno failsWith = Errno.ENOSPC;
    private final String name;
    private final String root;
    private final Map<String, Fid> files = new TreeMap<>();
    private final Set<String> directories = new HashSet<>();
    private final Map<Fid, HsmState> states = new TreeMap<>();
    private final Map<Cookie, HsmRequest> requests = new TreeMap<>();

    public MemoryFileSystem(String name, String root) {
        this.name = name;
        this.root = root;
        directories.add(root);
    }

    /** Adds a file by its path beneath the root. */
    public Fid file(String path) {
        Fid fid = new Fid(0x200000401L, files.size() + 1, 0);
        files.put(root + "/" + path, fid);
        states.put(fid, HsmState.NEW);
        return fid;
    }

    /** Adds another name of a file. */
    public void link(String path, Fid fid) {
        files.put(root + "/" + path, fid);
    }

    public void directory(String path) {
        directories.add(root + "/" + path);
    }

    public void state(Fid fid, int mask, long archive) {
        states.put(fid, HsmState.of(mask, new ArchiveId(archive)));
    }

    /** Records a request as it is. */
    public void request(long cookie, Fid fid, HsmAction action, RequestStatus status, long bytes) {
        Optional<Failure> failure =
                status == RequestStatus.FAILED ? Optional.of(Failure.of(failsWith)) : Optional.empty();
        Instant time = Instant.parse("2026-11-01T10:00:00Z");
        Cookie number = new Cookie(cookie);
        requests.put(
                number,
                new HsmRequest(number, fid, action, new ArchiveId(1), status, time, time, bytes, failure, Blob.EMPTY));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String root() {
        return root;
    }

    @Override
    public Optional<HsmFile> find(Caller caller, String path) throws ProblemException {
        if (!path.equals(root) && !path.startsWith(root + "/")) {
            return Optional.empty();
        }
        if (directories.contains(path.replaceFirst("/$", ""))) {
            throw DIRECTORY.exception();
        }
        Fid fid = files.get(path);
        if (fid == null) {
            throw MISSING.exception();
        }
        return Optional.of(new HsmFile(fid, path, 10, 4096));
    }

    @Override
    public HsmFiles files() {
        return this;
    }

    @Override
    public HsmRequests requests() {
        return this;
    }

    @Override
    public HsmState state(Caller caller, Fid fid) {
        return Objects.requireNonNull(states.get(fid));
    }

    @Override
    public HsmState change(Caller caller, Fid fid, StateChange change) {
        changes.add(change);
        HsmState next = state(caller, fid).with(change.set(), change.clear());
        HsmState state = change.archiveId().equals(ArchiveId.ANY) ? next : next.in(change.archiveId());
        if (!change.dryRun()) {
            states.put(fid, state);
        }
        return state;
    }

    @Override
    public long release(Caller caller, Fid fid, boolean dryRun) throws ProblemException {
        if (refusing.contains(fid)) {
            throw REFUSED.exception();
        }
        if (!dryRun) {
            change(caller, fid, new StateChange(Set.of(HsmFlag.RELEASED), Set.of(), ArchiveId.ANY, false));
        }
        return 4096;
    }

    @Override
    public List<Submission> submit(Caller caller, Order order) {
        orders.add(order);
        return order.files().stream().map(fid -> submit(order, fid)).toList();
    }

    private Submission submit(Order order, Fid fid) {
        if (refusing.contains(fid)) {
            return new Submission.Refused(REFUSED);
        }
        if (Objects.requireNonNull(states.get(fid)).has(HsmFlag.ARCHIVED) && order.action() == HsmAction.ARCHIVE) {
            return new Submission.NotNeeded();
        }
        if (order.dryRun()) {
            return new Submission.Possible();
        }
        RequestStatus status = endsAs;
        long cookie = requests.size() + 1L;
        request(cookie, fid, order.action(), status == null ? RequestStatus.WAITING : status, 10);
        return new Submission.Accepted(new Cookie(cookie));
    }

    @Override
    public Optional<HsmRequest> request(Cookie cookie) {
        return Optional.ofNullable(requests.get(cookie));
    }

    @Override
    public Optional<HsmRequest> current(Fid fid) {
        return requests.values().stream()
                .filter(r -> r.fid().equals(fid) && !r.status().isFinal())
                .findFirst();
    }

    @Override
    public List<HsmRequest> list(Cookie from, boolean finalToo, int limit) {
        return requests.values().stream()
                .filter(r -> r.cookie().compareTo(from) >= 0)
                .filter(r -> finalToo || !r.status().isFinal())
                .limit(limit)
                .toList();
    }

    @Override
    public Counts counts() {
        return new Counts(
                count(RequestStatus.WAITING),
                count(RequestStatus.STARTED),
                count(RequestStatus.SUCCEED),
                count(RequestStatus.FAILED),
                count(RequestStatus.CANCELED));
    }

    private long count(RequestStatus status) {
        return requests.values().stream().filter(r -> r.status() == status).count();
    }

    @Override
    public Optional<HsmRequest> await(Cookie cookie, Duration limit) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return request(cookie);
    }
}
