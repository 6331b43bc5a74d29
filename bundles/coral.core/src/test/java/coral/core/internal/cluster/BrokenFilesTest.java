// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.cluster.ConfigFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are wrong in many ways, and beside each what is to be told of it in one go. */
class BrokenFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/coral/core/internal/cluster/broken");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01-syntax",
                "02-unknown-keys",
                "03-missing-keys",
                "04-wrong-types",
                "05-values-not-allowed",
                "06-names-twice",
                "07-not-there",
                "08-exclusions",
                "09-lengths",
                "10-counts",
                "11-not-coordinated",
                "12-everything"
            })
    void parse_ofABrokenFile_tellsAllThatIsWrong(String name) throws IOException {
        String faults = faults(name + ".conf");

        assertThat(faults).isEqualTo(Files.readString(FOLDER.resolve(name + ".faults")));
        assertThat(faults).doesNotContain("tops3cret", "31337");
    }

    private static String faults(String name) throws IOException {
        return ClownfishConf.parse(name, Files.readString(FOLDER.resolve(name))).faults().stream()
                .map(ConfigFault::text)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void parse_ofAnExampleWithWrongBytes_neverThrowsAndNeverShowsTheSecret() throws IOException {
        String example = Files.readString(ClownfishConfTest.EXAMPLE).replace("change me", "tops3cret");
        Random random = new Random(3);
        String alphabet = "[]{}=\"'#,.\n 0a\\";
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(example);
            for (int n = random.nextInt(4); n >= 0; n--) {
                int at = random.nextInt(text.length());
                text.replace(at, at + random.nextInt(2), "" + alphabet.charAt(random.nextInt(alphabet.length())));
            }

            assertThat(ClownfishConf.parse("f", text.toString()).faults())
                    .as("%s", i)
                    .allSatisfy(fault -> assertThat(fault.text()).doesNotContain("tops3cret"));
        }
    }

    @Test
    void parse_ofKeysAndValuesWithControlCharacters_tellsThemEscaped() {
        String text = "\"a\\u001bb\" = 1\n[[hosts]]\nhostname = \"a\"\nfs_distribution_id = \"\\u001b[2J\"\n";

        assertThat(ClownfishConf.parse("f", text).faults())
                .hasSize(2)
                .allSatisfy(fault -> assertThat(fault.text()).contains("\\x1b").doesNotContain("\u001b"));
    }

    @Test
    void parse_ofAFileWithCountlessFaults_tellsABoundedNumber() {
        String text = "[[hosts]]\nhostname = \"a b\"\n".repeat(2_000);

        assertThat(ClownfishConf.parse("f", text).faults()).hasSize(Faults.MOST);
    }
}
