// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.problem.ProblemException;
import coral.lustre.internal.lfs.GetstripeParser;
import java.util.List;

/**
 * What {@code lfs getstripe} prints: with or without {@code -v}, {@code -d}, {@code -r}, {@code --hex-idx}, {@code -y},
 * of any number of files (liblustreapi.c of 2.17). Not what it prints of single values ({@code -c}, {@code -F}).
 *
 * <p>Text cannot tell all: names with line breaks are put together as well as it goes; in the layout of a directory
 * every value may be the file system's default; of components fewer may be printed than there are
 * ({@link CompositeLayout#complete}). Where the attribute is at hand, {@link LayoutAttribute} tells more.
 */
public final class LfsGetstripe {
    private LfsGetstripe() {}

    /**
     * Reads the text.
     *
     * @param text bytes of the output, by {@link coral.core.posix.Names}
     * @throws ProblemException CORAL-LUSTRE-202 for anything else, and for a text that is cut within a layout
     */
    public static List<LayoutEntry> parse(String text) throws ProblemException {
        return new GetstripeParser(false).parse(text);
    }

    /**
     * Reads what {@code -y} prints. A text that is cut at the end of a line looks like a whole one unless objects are
     * missing: mind the command's exit code.
     *
     * @param text bytes of the output, by {@link coral.core.posix.Names}
     * @throws ProblemException CORAL-LUSTRE-202 for anything else
     */
    public static List<LayoutEntry> parseYaml(String text) throws ProblemException {
        return new GetstripeParser(true).parse(text);
    }
}
