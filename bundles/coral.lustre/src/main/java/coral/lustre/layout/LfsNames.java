// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.internal.lfs.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small things that lfs prints of names (lfs.c, 2.17). */
public final class LfsNames {
    private static final Pattern LINK = Pattern.compile("(\\[[0-9a-fx:]+])/([^/]+)", Pattern.DOTALL);
    private static final Pattern NEXT = Pattern.compile("\t(?=\\[0x[0-9a-f]{1,16}:0x[0-9a-f]{1,8}:0x[0-9a-f]{1,8}]/)");
    private static final Pattern MOUNT = Pattern.compile("([A-Za-z0-9_-]{1,8})-([0-9a-f]{1,16}) (/.*)");

    private LfsNames() {}

    /** A client's mount, as {@code lfs getname} prints it. */
    public record Mount(String fsName, String instance, String directory) {}

    /**
     * Reads what {@code lfs path2fid --parents FILE} prints: all names of the file. A name that holds a tab and what
     * looks like another one behind it is taken apart; {@link LinkNames} cannot be misled.
     *
     * @param text bytes of the output, by {@link coral.core.posix.Names}
     * @throws ProblemException CORAL-LUSTRE-202 for anything else
     */
    public static List<LinkNames.Link> parents(String text) throws ProblemException {
        String command = "lfs path2fid --parents";
        String line = String.join("\n", Printed.lines(command, text));
        List<LinkNames.Link> links = new ArrayList<>();
        for (String link : NEXT.split(line, -1)) {
            Matcher m = LINK.matcher(link);
            if (!m.matches()) {
                throw Printed.problem(command, link, "not [FID]/NAME");
            }
            Fid parent = Printed.fid(m.group(1))
                    .orElseThrow(() -> Printed.problem(command, link, "'" + m.group(1) + "' is no FID"));
            links.add(new LinkNames.Link(parent, m.group(2)));
        }
        return List.copyOf(links);
    }

    /**
     * Reads what {@code lfs getname} prints without options.
     *
     * @param text bytes of the output, by {@link coral.core.posix.Names}
     * @throws ProblemException CORAL-LUSTRE-202 for anything else
     */
    public static List<Mount> mounts(String text) throws ProblemException {
        String command = "lfs getname";
        List<Mount> mounts = new ArrayList<>();
        for (String line : Printed.lines(command, text)) {
            Matcher m = MOUNT.matcher(line);
            if (!m.matches()) {
                throw Printed.problem(command, line, "not FSNAME-INSTANCE DIRECTORY");
            }
            mounts.add(new Mount(m.group(1), m.group(2), m.group(3)));
        }
        return List.copyOf(mounts);
    }
}
