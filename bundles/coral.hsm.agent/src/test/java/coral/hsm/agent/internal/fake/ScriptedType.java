// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.fake;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.hsm.mover.ArchiveConfig;
import coral.hsm.mover.Mover;
import coral.hsm.mover.MoverOption;
import coral.hsm.mover.MoverType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A mover type whose archives have a mandatory root and an optional hash; all of them share one mover. */
public final class ScriptedType implements MoverType {
    public static final Problem WRONG = Problem.of("CORAL-FAKE-001", Errno.EINVAL, "scripted refusal");

    public final ScriptedMover mover = new ScriptedMover();
    public final List<ArchiveConfig> prepared = Collections.synchronizedList(new ArrayList<>());
    /** Uuids by root. */
    public final Map<String, String> marks = new ConcurrentHashMap<>();

    public volatile boolean prepareFails;
    public volatile boolean crashes;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<MoverOption> options() {
        return List.of(
                new MoverOption("root", "directory, absolute", Optional.empty()),
                new MoverOption("hash", "none or sha256", Optional.of("none")));
    }

    @Override
    public void prepare(ArchiveConfig config) throws ProblemException {
        if (crashes) {
            throw new Error("as if killed");
        }
        if (prepareFails) {
            throw WRONG.exception();
        }
        prepared.add(config);
        marks.put(root(config), config.uuid());
    }

    @Override
    public Optional<String> owner(ArchiveConfig config) {
        return Optional.ofNullable(marks.get(root(config)));
    }

    @Override
    public Mover open(ArchiveConfig config) throws ProblemException {
        if ("wrong".equals(config.options().get("hash"))) {
            throw WRONG.exception();
        }
        return mover;
    }

    private static String root(ArchiveConfig config) {
        return config.options().getOrDefault("root", "");
    }
}
