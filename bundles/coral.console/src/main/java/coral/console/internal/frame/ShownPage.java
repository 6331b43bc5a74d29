// SPDX-License-Identifier: Apache-2.0
package coral.console.internal.frame;

import coral.core.http.Page;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import java.net.URL;
import java.util.regex.Pattern;

/**
 * A page as it was when its service came. Immutable.
 *
 * @param id part of its address
 * @param title what the navigation calls it
 * @param order its place there
 * @param stamp changes with every version of its bundle, so that a browser never mixes files of two
 * @param files its files by name
 */
record ShownPage(String id, String title, int order, String stamp, Files files) {
    static final String SCRIPT = "page.js";
    static final String STYLE = "page.css";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern FOLDER = Pattern.compile("(/[a-zA-Z0-9][a-zA-Z0-9._-]*)+");
    private static final int LONGEST_TITLE = 40;

    /** Files in a bundle, by their path from its root. */
    @FunctionalInterface
    interface Files {
        /** The file; null if there is none. */
        @org.jspecify.annotations.Nullable
        URL find(String path);
    }

    /** Asks a page for all it says, once, and refuses what the console cannot show. */
    static ShownPage of(Page page, String stamp, Files bundle) throws ProblemException {
        String id = page.id();
        String folder = page.resources();
        must(ID.matcher(id).matches(), "the id '" + id + "' is not made of 1 to 32 of a-z, 0-9 and -");
        must(FOLDER.matcher(folder).matches(), "the folder '" + folder + "' is not like /console");
        String title = page.title();
        must(
                !title.isBlank() && title.length() <= LONGEST_TITLE,
                "the title of '" + id + "' has not 1 to 40 characters");
        must(bundle.find(folder + "/" + SCRIPT) != null, "there is no " + folder + "/" + SCRIPT + " in the bundle");
        return new ShownPage(id, title, page.order(), stamp, name -> bundle.find(folder + "/" + name));
    }

    private static void must(boolean good, String otherwise) throws ProblemException {
        if (!good) {
            throw new Problem(
                            "CORAL-CONSOLE-002",
                            Errno.EINVAL,
                            "a page is not shown: " + otherwise,
                            "mend its bundle; docs/console.md says what a page is")
                    .exception();
        }
    }

    /** Where its files are, for browsers. */
    String base() {
        return "/console/pages/" + id + "/" + stamp + "/";
    }

    boolean hasStyle() {
        return files.find(STYLE) != null;
    }
}
