// SPDX-License-Identifier: Apache-2.0
package coral.launch.man;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleException;

/**
 * Writes a page for each command of the distribution's bundles, as {@code coral man} shows it, and one that leads there
 * for each link in bin/ that is named after a verb: {@code ManFiles BUNDLES BIN PAGES}.
 */
public final class ManFiles {
    private ManFiles() {}

    /** Replaces what lies in the folder PAGES. */
    public static void main(String[] folders) throws IOException, BundleException, InterruptedException {
        Map<String, String> pages = new TreeMap<>();
        Path home = Files.createTempDirectory("coral-man");
        try (BuildNode node = BuildNode.start(home, jars(Path.of(folders[0])))) {
            pages.putAll(node.pages());
        } finally {
            delete(home);
        }
        for (String link : verbs(Path.of(folders[1]))) {
            String page = link.replaceFirst("_", "-");
            if (!pages.containsKey(page)) {
                throw new IllegalStateException("bin/" + link + " has no page " + page);
            }
            pages.put(link, ".so man1/" + page + ".1\n");
        }
        write(pages, Path.of(folders[2]));
        System.exit(0); // Whatever threads a bundle has left behind.
    }

    private static List<Path> jars(Path bundles) throws IOException {
        try (Stream<Path> files = Files.list(bundles)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> verbs(Path bin) throws IOException {
        try (Stream<Path> files = Files.list(bin)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains("_"))
                    .toList();
        }
    }

    private static void write(Map<String, String> pages, Path to) throws IOException {
        delete(to);
        Files.createDirectories(to);
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(to.resolve(page.getKey() + ".1"), page.getValue(), StandardCharsets.UTF_8);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
