// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.itests.TestNode.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Manual pages that the running node makes of its commands. */
class ManIT {
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
}
