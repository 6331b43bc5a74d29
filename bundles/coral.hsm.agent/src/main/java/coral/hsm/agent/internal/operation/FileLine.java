// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.http.Field;
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
public record FileLine(
        String path,
        @Field(optional = true) @Nullable String fid,
        @Field(optional = true) @Nullable String fileSystem,
        @Field(optional = true) @Nullable String state,
        @Field(optional = true) @Nullable List<String> flags,
        @Field(optional = true) @Nullable Long archiveId,
        @Field(optional = true) @Nullable String action,
        @Field(optional = true) @Nullable String result,
        @Field(optional = true) @Nullable String cookie,
        @Field(optional = true) @Nullable String status,
        @Field(optional = true) @Nullable Long bytes,
        @Field(optional = true) @Nullable ProblemLine problem) {

    /** A problem in JSON. Immutable. */
    public record ProblemLine(String code, String errno, int errnoNumber, String message, String remedy) {
        /** As the shell tells it. */
        public String text() {
            return code + ": " + message + (remedy.isEmpty() ? "" : "; " + remedy);
        }

        /** The problem. */
        public static ProblemLine of(Problem problem) {
            return new ProblemLine(
                    problem.code(),
                    problem.errno().name(),
                    problem.errno().number(),
                    problem.message(),
                    problem.remedy());
        }
    }

    /** A path that leads to no file. */
    public static FileLine of(String path) {
        return new FileLine(path, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** A file of which nothing is said yet. */
    public static FileLine of(Target target) {
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

    /** The same with the file's state. */
    public FileLine with(HsmState now) {
        List<String> words = List.of(HsmFlag.values()).stream()
                .filter(now::has)
                .map(HsmFlag::word)
                .toList();
        String mask = String.format("0x%08x", now.mask());
        long archive = now.archiveId().number();
        return new FileLine(
                path, fid, fileSystem, mask, words, archive, action, result, cookie, status, bytes, problem);
    }

    /** The same with a request for the file. */
    public FileLine with(HsmRequest request) {
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

    /** The same with what was asked and what became of that. */
    public FileLine asked(HsmAction asked, String became, @Nullable String number) {
        return new FileLine(
                path, fid, fileSystem, state, flags, archiveId, asked.name(), became, number, status, bytes, problem);
    }

    /** The same with what a release did. */
    public FileLine released(String became, long freed) {
        return new FileLine(
                path, fid, fileSystem, state, flags, archiveId, "RELEASE", became, cookie, status, freed, problem);
    }

    /** The same with what is wrong. */
    public FileLine with(Problem wrong) {
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
