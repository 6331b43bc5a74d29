// SPDX-License-Identifier: Apache-2.0
package coral.lustre.changelog;

import coral.core.problem.ProblemException;
import coral.lustre.internal.changelog.ChangelogParser;
import java.util.List;

/**
 * What {@code lfs changelog} prints, from 2.1 to 2.17 (lfs.c): without a job, user and client in older versions.
 *
 * <p>It is text for people: names stand there as they are, so that a name with a line break can look like a record, and
 * a text that is cut at the end of a line can lack the rest of the last name. What could be read in two ways is refused.
 * Where it matters read the bytes ({@link ChangelogReader}).
 */
public final class LfsChangelog {
    private LfsChangelog() {}

    /**
     * Reads the text.
     *
     * @param text bytes of the output, by {@link coral.core.posix.Names}
     * @throws ProblemException CORAL-LUSTRE-202 for anything else, and for lines that could be read in two ways
     */
    public static List<ChangelogRecord> parse(String text) throws ProblemException {
        return new ChangelogParser().parse(text);
    }
}
