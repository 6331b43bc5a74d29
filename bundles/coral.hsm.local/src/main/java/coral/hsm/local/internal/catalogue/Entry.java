// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import coral.core.lustre.Fid;
import coral.core.posix.FileStatus;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;
import coral.hsm.model.ObjectRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows of one file. Immutable.
 *
 * @param fid the file
 * @param state its flags as recorded; {@link #view} adds what the file itself tells
 * @param phase what is being done to its blocks
 * @param object the copy, null when none is known
 * @param archived the file when the copy was made; release demands that it is still so
 * @param seen mtime and size that count as clean: those of the copy, or of the time DIRTY was cleared by hand
 * @param stub not null while released or in a phase
 */
public record Entry(
        Fid fid,
        HsmState state,
        Phase phase,
        @Nullable ObjectRef object,
        @Nullable Token archived,
        @Nullable Token seen,
        @Nullable Stub stub) {
    /** A file that HSM never touched. */
    public static Entry fresh(Fid fid) {
        return new Entry(fid, HsmState.NEW, Phase.NONE, null, null, null, null);
    }

    /** Whether the data is only in the archive. */
    public boolean released() {
        return state.has(HsmFlag.RELEASED);
    }

    /** Whether nothing is known that a fresh entry does not know. */
    public boolean isFresh() {
        return equals(fresh(fid));
    }

    /** The state with DIRTY added when the file's mtime or size shows that it was changed. */
    public HsmState view(@Nullable FileStatus status) {
        boolean comparable = state.has(HsmFlag.EXISTS) && !released() && phase == Phase.NONE;
        if (status == null || seen == null || !comparable || seen.looksLike(Token.of(status))) {
            return state;
        }
        return state.with(Set.of(HsmFlag.DIRTY), Set.of());
    }

    /** This entry with other flags. */
    public Entry with(HsmState newState) {
        return new Entry(fid, newState, phase, object, archived, seen, stub);
    }

    /** This entry in another phase. */
    public Entry in(Phase newPhase, @Nullable Stub newStub) {
        return new Entry(fid, state, newPhase, object, archived, seen, newStub);
    }

    /** This entry with another copy, made from the file as {@code token} describes it. */
    public Entry copied(@Nullable ObjectRef newObject, @Nullable Token token) {
        return new Entry(fid, state, phase, newObject, token, token, stub);
    }

    /** This entry with another idea of what counts as clean. */
    public Entry sawClean(Token token) {
        return new Entry(fid, state, phase, object, archived, token, stub);
    }
}
