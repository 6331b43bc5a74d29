// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.itests.TestNode.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's tour is what a newcomer sees: every command is run, every line of output compared. */
class TourIT {
    private static final Path README = Path.of(System.getProperty("coral.root"), "README.md");
    private static final Pattern BLOCK = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
    /** What the README calls the node's home. */
    private static final String HOME = "/var/lib/coral";
    /** Numbers, FIDs and object names differ from run to run. */
    private static final Pattern CHANGING = Pattern.compile("0x[0-9a-f]+|\\d+(\\.\\d+)?");

    /** A command as typed and the lines it prints. */
    private record Step(String command, List<String> output) {}

    @Test
    void everyCommandOfTheTour_printsWhatTheReadmeSays() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        Path tour = Path.of("/srv/coral-tour");
        assumeTrue(Files.notExists(tour), tour + " is somebody's");
        try (TestNode node = TestNode.fresh()) {
            for (Step step : steps()) {
                Result result = node.script("exec 2>&1\n" + step.command());
                String printed = result.out().replace(node.home().toString(), HOME);
                assertThat(normal(printed.strip()))
                        .as(step.command())
                        .isEqualTo(normal(String.join("\n", step.output()).strip()));
            }
        } finally {
            delete(tour);
        }
    }

    private static List<Step> steps() throws Exception {
        List<Step> steps = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(README));
        while (blocks.find()) {
            for (String line : blocks.group(1).lines().toList()) {
                if (line.startsWith("# ")) {
                    steps.add(new Step(line.substring(2), new ArrayList<>()));
                } else {
                    steps.get(steps.size() - 1).output().add(line);
                }
            }
        }
        assertThat(steps).as("the tour of %s", README).hasSizeGreaterThan(5);
        return steps;
    }

    private static String normal(String text) {
        return CHANGING.matcher(text).replaceAll("N").replaceAll("[ \\t]+", " ");
    }

    private static void delete(Path tree) throws Exception {
        if (Files.exists(tree)) {
            try (var files = Files.walk(tree)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
