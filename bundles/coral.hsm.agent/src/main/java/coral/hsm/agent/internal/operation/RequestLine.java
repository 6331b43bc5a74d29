// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.core.http.Field;
import coral.core.posix.Names;
import coral.hsm.filesystem.HsmFileSystem;
import coral.hsm.model.Cookie;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request in JSON. Immutable. */
public record RequestLine(
        String fileSystem,
        String cookie,
        String fid,
        String action,
        long archiveId,
        String status,
        String created,
        String changed,
        long bytes,
        @Field(optional = true) @Nullable String errno,
        @Field(optional = true) @Nullable String reason) {
    /** The request of a file system. */
    public static RequestLine of(String fileSystem, HsmRequest request) {
        return new RequestLine(
                fileSystem,
                request.cookie().toString(),
                request.fid().toString(),
                request.action().name(),
                request.archiveId().number(),
                request.status().name(),
                request.created().toString(),
                request.changed().toString(),
                request.bytesDone(),
                request.failure().map(f -> f.error().name()).orElse(null),
                request.failure().map(Failure::reason).orElse(null));
    }

    /**
     * Requests of one file system in the order they were made.
     *
     * @param from the first number wanted
     * @param endedToo those that have ended as well
     */
    public static List<RequestLine> page(HsmFileSystem fileSystem, long from, boolean endedToo, int most) {
        return fileSystem.requests().list(new Cookie(from), endedToo, most).stream()
                .map(request -> of(fileSystem.name(), request))
                .toList();
    }

    /** The request's number. */
    public long number() {
        return Long.parseUnsignedLong(cookie.substring(2), 16);
    }

    /** One line for people. */
    public String text() {
        return cookie + " " + fid + " " + action + " archive_id:" + archiveId + " " + status + " " + bytes + " bytes"
                + (errno == null ? "" : " " + errno) + " " + changed + " " + fileSystem
                + (reason == null ? "" : " " + Names.printable(reason));
    }
}
