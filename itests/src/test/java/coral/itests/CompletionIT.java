// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Completion as bash asks for it, answered by the node that runs. */
class CompletionIT {
    /** A word of which nothing was typed yet. */
    private static final String NOTHING = "\"\"";

    @Test
    void words_areCompletedByTheRunningNode_andByNothingElse() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        try (TestNode node = TestNode.withProbe()) {
            assertThat(completed(node, "hsm", "arch")).containsExactly("archive", "archives");
            assertThat(completed(node, "hsm", "archive", "--wa")).containsExactly("--wait");
            assertThat(completed(node, "hsm_archive", "--wa")).containsExactly("--wait");
            assertThat(completed(node, "hsm", "fs", "re")).containsExactly("rebuild", "remove");
            assertThat(completed(node, "coral", "st")).containsExactly("start", "status", "stop");
            assertThat(completed(node, "coral", "comp")).isEmpty();
            assertThat(completed(node, "coral", "log", "tail", "--level", "W")).containsExactly("WARN");
            // Those of a dropped bundle.
            assertThat(completed(node, "coral", "exec", "prob")).containsExactly("probe");
            assertThat(completed(node, "coral", "exec", "probe", "sl")).containsExactly("sleep");
            assertThat(completed(node, "coral", "man", "hsm", "arch")).containsExactly("archive", "archives");
            assertThat(completed(node, "nonesuch", "x")).isEmpty();
            assertThat(Files.readString(node.home().resolve("log/audit.log"))).doesNotContain("complete");

            node.run("coral", "stop");
            assertThat(completed(node, "hsm", "arch")).isEmpty();
        }
    }

    @Test
    void values_areThoseThatAreThereNow() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash");
        try (TestNode node = TestNode.withProbe()) {
            assertThat(completed(node, "hsm", "archives", "set", NOTHING)).isEmpty();
            String root = Files.createDirectory(node.home().resolve("archive")).toString();
            node.run("hsm", "archives", "add", "17", "--type", "posix", "--root", root);

            assertThat(completed(node, "hsm", "archives", "set", NOTHING)).containsExactly("17");
            assertThat(completed(node, "hsm", "archives", "remove", "1")).containsExactly("17");
            assertThat(completed(node, "hsm", "archive", "--wait", "-a", NOTHING))
                    .containsExactly("17");
            // Bash makes three words of '--archive=1'.
            assertThat(completed(node, "hsm", "archive", "--archive", "=", "1")).containsExactly("17");
            assertThat(completed(node, "hsm", "archive", "--archive", "=")).containsExactly("17");
            assertThat(completed(node, "hsm_archive", "-a", NOTHING)).containsExactly("17");
            assertThat(completed(node, "hsm", "archives", "add", "3", "--type", NOTHING))
                    .containsExactly("posix", "slow");
            // Past its last parameter.
            assertThat(completed(node, "hsm", "archives", "remove", "17", NOTHING))
                    .isEmpty();
            assertThat(completed(node, "coral", "log", "level", "RO")).containsExactly("ROOT");
            assertThat(completed(node, "coral", "log", "level", "ROOT", "W")).containsExactly("WARN");
            assertThat(completed(node, "coral", "token", "revoke", NOTHING)).containsExactly("admin");
            assertThat(completed(node, "coral", "token", "add", "--role", "o")).containsExactly("operator");
            assertThat(completed(node, "coral", "deploy", "remove", NOTHING)).containsExactly("probe.jar");
            // Those of a dropped bundle.
            assertThat(completed(node, "coral", "exec", "probe", "echo", "--colour", NOTHING))
                    .containsExactly("green", "red");
            assertThat(completed(node, "coral", "exec", "probe", "echo", "--broken", NOTHING))
                    .isEmpty();
        }
    }

    private static List<String> completed(TestNode node, String command, String... words) throws Exception {
        String typed = String.join(" ", words);
        return node.script("exec bash --norc -c '"
                        + ". " + TestNode.DIST + "/share/bash-completion/completions/hsm\n"
                        + "COMP_WORDS=(" + command + " " + typed + ")\n"
                        + "COMP_CWORD=" + words.length + "\n"
                        + "_coral 2>/dev/null\n"
                        + "[ ${#COMPREPLY[@]} -eq 0 ] || printf \"%s\\n\" \"${COMPREPLY[@]}\"'")
                .out()
                .lines()
                .toList();
    }
}
