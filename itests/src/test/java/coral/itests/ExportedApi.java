// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a jar exports, as text that can be committed and compared. */
final class ExportedApi {
    private static final int MOST_LINES = 40;

    private ExportedApi() {}

    /** One line per package, type, member and modifier, indented by depth; empty if nothing is exported. */
    static String of(Path jar) throws Exception {
        StringBuilder text = new StringBuilder();
        try (Jar opened = new Jar(jar.toFile())) {
            Tree api = new DiffPluginImpl().tree(opened).get("<api>");
            if (api != null) {
                for (Tree one : sorted(api)) {
                    write(one, 0, text);
                }
            }
        }
        return text.toString();
    }

    private static void write(Tree tree, int depth, StringBuilder text) {
        // What depends on the JDK that builds is none of ours.
        if (tree.getType() == Type.CLASS_VERSION || tree.getName().startsWith("jdk.internal.")) {
            return;
        }
        text.append("  ".repeat(depth))
                .append(tree.getType().name().toLowerCase(java.util.Locale.ROOT))
                .append(' ')
                .append(tree.getName())
                .append('\n');
        for (Tree child : sorted(tree)) {
            write(child, depth + 1, text);
        }
    }

    private static List<Tree> sorted(Tree tree) {
        return Arrays.stream(tree.getChildren())
                .sorted((a, b) -> (a.getType() + a.getName()).compareTo(b.getType() + b.getName()))
                .toList();
    }

    /** Lines that one has and the other has not, bounded. */
    static String difference(String committed, String now) {
        return missing("- ", committed, now) + missing("+ ", now, committed);
    }

    private static String missing(String mark, String from, String in) {
        Set<String> lines = new LinkedHashSet<>(Arrays.asList(from.split("\n")));
        lines.removeAll(new LinkedHashSet<>(Arrays.asList(in.split("\n"))));
        return lines.stream().limit(MOST_LINES).map(line -> mark + line + "\n").collect(Collectors.joining());
    }
}
