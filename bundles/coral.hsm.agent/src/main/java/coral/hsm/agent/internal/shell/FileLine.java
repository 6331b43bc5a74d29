// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.problem.Problem;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of JSON about a file; fields without a value are left out. Immutable.
 *
 * @param path as typed
 * @param fid the file
 * @param fileSystem where it is
 * @param state Lustre's mask, as lfs prints it
 * @param flags words of the flags that are set
 * @param archiveId which archive
 * @param action what is asked or under way
 * @param result what became of it: accepted, joined, not_needed, possible, done, waiting, failed
 * @param cookie the request
 * @param status where the request stands
 * @param bytes moved, or given back by a release
 * @param problem what is wrong
 */
record FileLine(
        String path,
        @Nullable String fid,
        @Nullable String fileSystem,
        @Nullable String state,
        @Nullable List<String> flags,
        @Nullable Long archiveId,
        @Nullable String action,
        @Nullable String result,
        @Nullable String cookie,
        @Nullable String status,
        @Nullable Long bytes,
        @Nullable ProblemLine problem) {

    /** A problem in JSON. Immutable. */
    record ProblemLine(String code, String errno, int errnoNumber, String message, String remedy) {
        static ProblemLine of(Problem problem) {
            return new ProblemLine(
                    problem.code(),
                    problem.errno().name(),
                    problem.errno().number(),
                    problem.message(),
                    problem.remedy());
        }
    }

    static FileLine of(String path) {
        return new FileLine(path, null, null, null, null, null, null, null, null, null, null, null);
    }

    static FileLine of(Target target) {
        return new FileLine(
                target.shown(),
                target.file().fid().toString(),
                target.fileSystem().name(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    FileLine with(HsmState now) {
        List<String> words = List.of(HsmFlag.values()).stream()
                .filter(now::has)
                .map(HsmFlag::word)
                .toList();
        String mask = String.format("0x%08x", now.mask());
        long archive = now.archiveId().number();
        return new FileLine(
                path, fid, fileSystem, mask, words, archive, action, result, cookie, status, bytes, problem);
    }

    FileLine with(HsmRequest request) {
        return new FileLine(
                path,
                fid,
                fileSystem,
                state,
                flags,
                request.archiveId().number(),
                request.action().name(),
                result,
                request.cookie().toString(),
                request.status().name(),
                request.bytesDone(),
                problem);
    }

    FileLine asked(HsmAction asked, String became, @Nullable String number) {
        return new FileLine(
                path, fid, fileSystem, state, flags, archiveId, asked.name(), became, number, status, bytes, problem);
    }

    FileLine released(String became, long freed) {
        return new FileLine(
                path, fid, fileSystem, state, flags, archiveId, "RELEASE", became, cookie, status, freed, problem);
    }

    FileLine with(Problem wrong) {
        String became = result == null ? "failed" : result;
        return new FileLine(
                path,
                fid,
                fileSystem,
                state,
                flags,
                archiveId,
                action,
                became,
                cookie,
                status,
                bytes,
                ProblemLine.of(wrong));
    }
}
