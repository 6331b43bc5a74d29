// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Field;
import coral.core.posix.Names;
import coral.hsm.agent.internal.operation.Submitter;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked for files: the body of a request. Immutable. */
record RequestWish(
        @Field("ARCHIVE, RESTORE, REMOVE or CANCEL.") String action,
        @Field("Absolute paths of files, 1 to 1000.") List<String> paths,

        @Field(value = "Archive id, 1 to 4294967295; otherwise the file's own or the default.", optional = true)
        @Nullable
        Long archiveId,

        @Field(value = "Bytes for the mover.", optional = true) @Nullable
        String data,

        @Field(value = "Only says what would become of each.", optional = true) @Nullable
        Boolean dryRun) {
    RequestWish {
        if (Arrays.stream(HsmAction.values()).noneMatch(one -> one.name().equals(action))) {
            throw new IllegalArgumentException("action is '" + Names.printable(action) + "'; allowed are "
                    + String.join(
                            ", ",
                            Arrays.stream(HsmAction.values()).map(Enum::name).toList()));
        }
        Bodies.checkId(archiveId);
        HsmAction wanted = HsmAction.valueOf(action);
        boolean named = wanted == HsmAction.ARCHIVE || wanted == HsmAction.REMOVE;
        if ((archiveId != null && !named) || (data != null && wanted == HsmAction.CANCEL)) {
            throw new IllegalArgumentException(
                    action + " takes no " + (data == null ? "archiveId" : "archiveId or data"));
        }
    }

    Submitter.Wish wish(boolean dry) {
        return new Submitter.Wish(
                HsmAction.valueOf(action),
                archiveId == null ? ArchiveId.ANY : new ArchiveId(archiveId),
                data == null ? Blob.EMPTY : Blob.of(Names.encode(data)),
                dry);
    }
}
