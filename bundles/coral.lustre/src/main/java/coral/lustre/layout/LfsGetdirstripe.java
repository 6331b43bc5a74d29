// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.problem.ProblemException;
import coral.lustre.internal.lfs.GetdirstripeParser;
import java.util.List;

/**
 * What {@code lfs getdirstripe} prints, text and YAML, with or without {@code -v}, {@code -r}, {@code -D}
 * (liblustreapi.c of 2.17). Lfs does not tell of splitting and merging, and cannot tell the layout version.
 */
public final class LfsGetdirstripe {
    private LfsGetdirstripe() {}

    /**
     * Reads how directories lie on MDTs.
     *
     * @param text bytes of the output, by {@link coral.core.posix.Names}
     * @throws ProblemException CORAL-LUSTRE-202 for anything else, and for a text in which stripes are missing
     */
    public static List<DirectoryEntry> parse(String text) throws ProblemException {
        return new GetdirstripeParser(false).parse(text);
    }

    /**
     * Reads what {@code -D} prints: the layout of directories made there. Only a {@code (Default)} that older versions
     * print tells it from the other, so the caller has to know what was asked.
     *
     * @param text bytes of the output, by {@link coral.core.posix.Names}
     * @throws ProblemException CORAL-LUSTRE-202 for anything else
     */
    public static List<DirectoryEntry> parseDefault(String text) throws ProblemException {
        return new GetdirstripeParser(true).parse(text);
    }
}
