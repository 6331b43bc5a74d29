// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.itests.TestNode.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Manual pages that the running node makes of its commands, and those that the distribution brings. */
class ManIT {
    private static final Path PAGES = TestNode.DIST.resolve("share/man/man1");
    private static final List<String> COMMANDS =
            List.of("coral", "coral status", "coral backup", "coral log tail", "hsm", "hsm archive", "hsm fs add");

    @Test
    void pages_areWithoutFault_andTellOptionsAndCommands() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "groff is not installed");
        try (TestNode node = TestNode.fresh()) {
            assertThat(node.run("coral", "start").exit()).isZero();
            for (String command : COMMANDS) {
                Result page = node.script("coral man " + command + " | groff -man -ww -Tutf8 -P-cbou");

                assertThat(page.exit()).as(page.toString()).isZero();
                assertThat(page.err()).as(command).isEmpty();
                assertThat(page.out()).contains("NAME", "SYNOPSIS", "--help", "Coral 0.1.0");
            }
            assertThat(node.script("coral man hsm archive | groff -man -Tascii -P-cbou")
                            .out())
                    .contains("HSM-ARCHIVE(1)", "--wait", "FILE");
            assertThat(node.run("coral", "man", "hsm", "nonesuch").err()).contains("CORAL-CORE-067");
        }
    }

    @Test
    void pagesOfTheDistribution_areThoseThatTheNodePrints_oneForEachCommand() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            assertThat(node.run("coral", "start").exit()).isZero();

            Result same = node.script("""
                    cd %s || exit 1
                    for page in [a-z]*.1; do
                        case $page in *_*) continue ;; esac
                        coral man $(echo "${page%%.1}" | tr - ' ') | cmp - "$page" && echo "$page"
                    done
                    coral commands >%s
                    """.formatted(PAGES, node.home().resolve("commands")));

            assertThat(same.err()).isEmpty();
            List<String> tops = Files.readAllLines(node.home().resolve("commands")).stream()
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .toList();
            assertThat(tops).contains("coral", "hsm");
            assertThat(same.out().lines())
                    .containsExactlyInAnyOrderElementsOf(
                            tops.stream().flatMap(ManIT::pageAndThoseBelow).toList());
        }
    }

    /** The page's name and those of the commands that it tells of, at any depth. */
    private static Stream<String> pageAndThoseBelow(String name) {
        Stream<String> below = Stream.empty();
        try {
            String[] parts = Files.readString(PAGES.resolve(name + ".1")).split("\\.SH COMMANDS\n", 2);
            if (parts.length == 2) {
                below = parts[1].replaceFirst("(?s)\\.SH .*", "")
                        .lines()
                        .filter(line -> line.startsWith(".B "))
                        .map(line -> name + "-" + line.substring(3))
                        .flatMap(ManIT::pageAndThoseBelow);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stream.concat(Stream.of(name + ".1"), below);
    }

    @Test
    void man_findsThePages_byManpath_alsoForTheVerbs() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/man")), "man is not installed");
        try (TestNode node = TestNode.fresh()) {
            for (String asked : List.of("hsm archive", "hsm_archive", "hsm-archive")) {
                Result shown = node.script("MANPATH=" + TestNode.DIST + "/share/man: man -P cat " + asked);

                assertThat(shown.out()).as(shown.toString()).contains("HSM-ARCHIVE(1)", "--wait");
            }
        }
    }
}
