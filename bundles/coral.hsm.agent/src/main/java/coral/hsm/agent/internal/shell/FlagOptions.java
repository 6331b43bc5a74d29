// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.hsm.model.HsmFlag;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** Flags, with the letters of lfs hsm_set and hsm_clear. */
final class FlagOptions {
    private final Set<HsmFlag> flags = EnumSet.noneOf(HsmFlag.class);

    /** The flags that were given. */
    Set<HsmFlag> flags() {
        return flags;
    }

    @Option(
            names = {"-a", "--noarchive"},
            description = "Never archive the file.")
    void noarchive(boolean given) {
        note(HsmFlag.NOARCHIVE, given);
    }

    @Option(
            names = {"-A", "--archived"},
            description = "A complete copy exists.")
    void archived(boolean given) {
        note(HsmFlag.ARCHIVED, given);
    }

    @Option(
            names = {"-d", "--dirty"},
            description = "The data is newer than the copy.")
    void dirty(boolean given) {
        note(HsmFlag.DIRTY, given);
    }

    @Option(
            names = {"-e", "--exists"},
            description = "A copy exists, perhaps not complete.")
    void exists(boolean given) {
        note(HsmFlag.EXISTS, given);
    }

    @Option(
            names = {"-l", "--lost"},
            description = "The copy is lost.")
    void lost(boolean given) {
        note(HsmFlag.LOST, given);
    }

    @Option(
            names = {"-r", "--norelease"},
            description = "Never release the file.")
    void norelease(boolean given) {
        note(HsmFlag.NORELEASE, given);
    }

    private void note(HsmFlag flag, boolean given) {
        if (given) {
            flags.add(flag);
        }
    }
}
