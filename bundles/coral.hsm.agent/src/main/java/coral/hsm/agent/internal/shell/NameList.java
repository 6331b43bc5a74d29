// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.shell;

import coral.core.posix.Names;
import coral.core.problem.ProblemException;
import coral.hsm.agent.internal.problem.HsmProblems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads names, as bytes, one by one from a stream. For one thread. */
final class NameList {
    private static final int PATH_MAX = 4096;

    private final InputStream in;
    private final char separator;
    private final String shown;

    /**
     * @param separator what ends a name
     * @param shown the list's own name, for messages
     */
    NameList(InputStream in, char separator, String shown) {
        this.in = in;
        this.separator = separator;
        this.shown = shown;
    }

    /** The next name; empty at the end. Empty names are left out. */
    Optional<String> next() throws ProblemException {
        try {
            return Optional.ofNullable(read()).map(Names::decode);
        } catch (IOException e) {
            throw new ProblemException(HsmProblems.unreadableList(shown, e), e);
        }
    }

    private byte @org.jspecify.annotations.Nullable [] read() throws IOException, ProblemException {
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next >= 0 && next != separator) {
                name.write(next);
            } else if (name.size() > 0) {
                return name.toByteArray();
            } else if (next < 0) {
                return null;
            }
            if (name.size() > PATH_MAX) {
                throw HsmProblems.nameTooLong(shown, PATH_MAX).exception();
            }
        }
    }
}
