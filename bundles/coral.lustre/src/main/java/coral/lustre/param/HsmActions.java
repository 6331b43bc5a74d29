// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import coral.core.lustre.Fid;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code hsm.actions}, every record of the coordinator's llog, or {@code hsm.active_requests}, what agents work on now.
 */
public record HsmActions(List<Action> actions, List<Slice> unknown) implements ParamValue {
    /** Copies the lists. */
    public HsmActions {
        actions = List.copyOf(actions);
        unknown = List.copyOf(unknown);
    }

    /**
     * One record. What only one of the two files has is empty or 0 in the other's.
     *
     * @param fid the file's
     * @param dataFid where a restore writes; else the file's
     * @param compoundId 0 since 2.10
     * @param cookie names the request; a CANCEL has that of the request that it is for
     * @param action {@code ARCHIVE}, {@code RESTORE}, {@code REMOVE} or {@code CANCEL}
     * @param archiveId the archive's number
     * @param flags of the request; 4 is a restore that a reader waits for
     * @param begin of the extent, in bytes
     * @param end of the extent, -1 for all of the file
     * @param gid of the group lock
     * @param status {@code WAITING}, {@code STARTED}, {@code SUCCEED}, {@code FAILED}, {@code CANCELED}; empty in
     *     active requests
     * @param data of the request as hexadecimal digits; the server may cut it
     * @param agent UUID of the agent that works on it; active requests only
     * @param doneBytes how far it got; active requests only
     * @param canceled whether it is to stop; active requests only
     */
    public record Action(
            Fid fid,
            Fid dataFid,
            long compoundId,
            long cookie,
            String action,
            long archiveId,
            long flags,
            long begin,
            long end,
            long gid,
            String status,
            Slice data,
            String agent,
            long doneBytes,
            boolean canceled) {}

    static ParamValue read(Slice value) {
        List<Action> actions = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        Scan lines = value.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            HsmFields fields = HsmFields.of(line);
            fields.checkNumber("datalen");
            Action action = action(fields);
            if (fields.failed()) {
                unknown.add(line);
            } else {
                actions.add(action);
            }
        }
        return new HsmActions(actions, unknown);
    }

    private static Action action(HsmFields f) {
        Scan cookie = f.scan("compound/cookie");
        long compoundId = cookie.hex();
        cookie.must("/");
        Scan extent = f.scan("extent");
        long begin = extent.hex();
        extent.must("-");
        return new Action(
                f.fid("fid"),
                f.fid("dfid"),
                compoundId,
                f.ended(cookie, cookie.hex()),
                f.word("action"),
                f.number("archive#"),
                f.hex("flags"),
                begin,
                f.ended(extent, extent.hex()),
                f.hex("gid"),
                f.optional("status"),
                Slice.of(f.word("data")),
                f.optional("uuid"),
                f.has("done") ? f.number("done") : 0,
                f.has("canceled") && f.number("canceled") != 0);
    }
}
