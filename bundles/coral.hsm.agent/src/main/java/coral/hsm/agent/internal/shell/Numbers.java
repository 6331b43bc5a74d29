// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.posix.Names;
import coral.hsm.model.ArchiveId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/** Reads numbers from arguments. */
final class Numbers {
    private Numbers() {}

    /** An archive id; {@link ArchiveId#ANY} when none was given. */
    static ArchiveId archive(@Nullable String text, Function<String, ParameterException> usage) {
        if (text == null) {
            return ArchiveId.ANY;
        }
        Optional<ArchiveId> id = ArchiveId.parse(text).filter(parsed -> !parsed.equals(ArchiveId.ANY));
        if (id.isEmpty()) {
            throw usage.apply("archive id is '" + Names.printable(text) + "'; allowed is 1 to 4294967295");
        }
        return id.get();
    }

    /** A whole number in a range. */
    static int within(String what, int number, int least, int most, Function<String, ParameterException> usage) {
        if (number < least || number > most) {
            throw usage.apply(what + " is " + number + "; allowed is " + least + " to " + most);
        }
        return number;
    }
}
