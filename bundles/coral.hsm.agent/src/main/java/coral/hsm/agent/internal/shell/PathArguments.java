// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files that a command is told to work on. */
abstract class PathArguments {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to work on.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = {"-0", "--null"},
            description = "Names in the list end with NUL and not with a newline.")
    private boolean nul;

    List<String> files() {
        return files;
    }

    char separator() {
        return nul ? '\0' : '\n';
    }

    boolean isNull() {
        return nul;
    }

    abstract @Nullable String list();

    abstract boolean isRecursive();

    /** With the short options that lfs has. */
    static final class LikeLfs extends PathArguments {
        @Option(
                names = {"-l", "--filelist"},
                paramLabel = "LIST",
                description = "Read names from this file as well, one on a line; - is standard input.")
        private @Nullable String list;

        @Option(
                names = {"-r", "--recursive"},
                description = "Take all files in directories; symbolic links are not followed.")
        private boolean recursive;

        @Override
        @Nullable
        String list() {
            return list;
        }

        @Override
        boolean isRecursive() {
            return recursive;
        }
    }

    /** Long options alone, since lfs hsm_set and hsm_clear use -l and -r for flags. */
    static final class LongOnly extends PathArguments {
        @Option(
                names = "--filelist",
                paramLabel = "LIST",
                description = "Read names from this file as well, one on a line; - is standard input.")
        private @Nullable String list;

        @Option(names = "--recursive", description = "Take all files in directories; symbolic links are not followed.")
        private boolean recursive;

        @Override
        @Nullable
        String list() {
            return list;
        }

        @Override
        boolean isRecursive() {
            return recursive;
        }
    }
}
