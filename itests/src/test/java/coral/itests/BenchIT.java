// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coral.itests.TestNode.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code coral bench} as a person runs it; what it measures is not looked at. */
class BenchIT {
    private static final String NUMBER = "\\d+(\\.\\d+)?";

    @TempDir
    private Path temp;

    @Test
    void run_oneQuickBenchmark_printsItsLineAndLeavesNothing() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        Path place = temp.resolve("place");
        try (TestNode node = TestNode.fresh()) {
            Result result = node.run(
                    "coral", "bench", "run", "command-roundtrip", "--quick", "--json", "--directory", place.toString());

            assertThat(result.out().strip())
                    .as(result.toString())
                    .matches("\\{\"name\":\"command-roundtrip\",\"metric\":\"ms\",\"ours\":" + NUMBER + ",\"rival\":"
                            + NUMBER + ",\"rival_name\":\"/bin/true\",\"ratio\":" + NUMBER
                            + ",\"goal\":\"ours < 60\",\"ok\":(true|false),\"quick\":true}");
            assertThat(result.exit()).isEqualTo(result.out().contains("\"ok\":true") ? 0 : 1);
            assertThat(place).doesNotExist();
        }
    }

    @Test
    void run_directoryThatIsThere_isLeftAlone() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        Path mine = Files.writeString(temp.resolve("mine"), "mine");
        try (TestNode node = TestNode.fresh()) {
            Result result = node.run("coral", "bench", "run", "--quick", "--directory", temp.toString());

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("CORAL-BENCH-011").contains(temp.toString());
            assertThat(mine).content().isEqualTo("mine");
        }
    }

    @Test
    void run_nodeThatPeopleUse_isRefused() throws Exception {
        try (TestNode node = TestNode.fresh()) {
            assertThat(node.run("coral", "start").exit()).isZero();

            Result result = node.run("coral", "exec", "coral", "bench", "run", "command-roundtrip");

            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.err()).contains("CORAL-BENCH-002");
        }
    }
}
