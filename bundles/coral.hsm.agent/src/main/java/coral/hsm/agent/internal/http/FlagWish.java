// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Field;
import coral.core.posix.Names;
import coral.hsm.filesystem.StateChange;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmFlag;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flags to set and to clear: the body of a request. Immutable. */
record FlagWish(
        @Field("Absolute paths of files, 1 to 1000.") List<String> paths,

        @Field(value = "Flags to set, as 'flags' shows them.", optional = true) @Nullable
        List<String> set,

        @Field(value = "Flags to clear.", optional = true) @Nullable
        List<String> clear,

        @Field(value = "Record this archive id, 1 to 4294967295.", optional = true) @Nullable
        Long archiveId,

        @Field(value = "Only says what the state would be.", optional = true) @Nullable
        Boolean dryRun) {
    FlagWish {
        Bodies.checkId(archiveId);
        if (flags(set).isEmpty() && flags(clear).isEmpty() && archiveId == null) {
            throw new IllegalArgumentException("set, clear and archiveId are missing; there is nothing to change");
        }
    }

    StateChange change(boolean dry) {
        ArchiveId archive = archiveId == null ? ArchiveId.ANY : new ArchiveId(archiveId);
        return new StateChange(flags(set), flags(clear), archive, dry);
    }

    private static Set<HsmFlag> flags(@Nullable List<String> words) {
        Set<HsmFlag> flags = EnumSet.noneOf(HsmFlag.class);
        for (String word : words == null ? List.<String>of() : words) {
            flags.add(Arrays.stream(HsmFlag.values())
                    .filter(flag -> flag.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> unknown(String.valueOf(word))));
        }
        return flags;
    }

    private static IllegalArgumentException unknown(String word) {
        List<String> all = Arrays.stream(HsmFlag.values()).map(HsmFlag::word).toList();
        return new IllegalArgumentException(
                "no flag is called '" + Names.printable(word) + "'; allowed are " + String.join(", ", all));
    }
}
