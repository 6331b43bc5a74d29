// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.problem.ProblemException;
import coral.hsm.model.ArchiveId;
import coral.hsm.mover.ArchiveConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A list of archives that is cut, or has flipped bits, is refused by name and code, or lists as many archives. */
class ArchivesFileTest {
    private static final Path PATH = Path.of("/data/archives.json");
    private static final ArchivesFile FORMAT = new ArchivesFile(PATH);
    private static final List<ArchiveEntry> ENTRIES = List.of(
            entry(1, Map.of("root", "/srv/a", "hash", "sha256")), entry(4294967295L, Map.of("root", "/srv/\u00fc")));

    private final byte[] whole = FORMAT.format(ENTRIES);

    private static ArchiveEntry entry(long id, Map<String, String> options) {
        return new ArchiveEntry(
                new ArchiveConfig(new ArchiveId(id), "posix", "01234567-89ab-cdef-0123-456789abcdef", 4, options),
                true);
    }

    @Test
    void format_isReadBack() throws ProblemException {
        assertThat(FORMAT.parse(whole).values()).containsExactlyElementsOf(ENTRIES);
    }

    @Test
    void cutAnywhere_isRefused() {
        for (int cut = 0; cut < whole.length; cut++) {
            refused(Arrays.copyOf(whole, cut), "cut at " + cut);
        }
    }

    @Test
    void anyFlippedBit_isRefused_orLeavesAsManyArchivesAndOptions() {
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(FORMAT.parse(flipped).values())
                        .as("bit %d", bit)
                        .extracting(one -> one.config().options().size())
                        .containsExactlyInAnyOrder(2, 1);
            } catch (ProblemException e) {
                assertThat(e.problem().text()).contains(PATH.toString());
            }
        }
    }

    @Test
    void idThatIsTooLong_isNotCutToAnother() {
        String text = new String(whole, StandardCharsets.UTF_8);
        for (String id : List.of("18446744073709551617", "4294967296", "1.0", "-1")) {
            refused(text.replaceFirst("\"id\" : 1,", "\"id\" : " + id + ",").getBytes(StandardCharsets.UTF_8), id);
        }
    }

    private static void refused(byte[] content, String what) {
        assertThatThrownBy(() -> FORMAT.parse(content))
                .as(what)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(PATH.toString());
    }
}
