// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ArchiveMarkerTest {
    private static final ArchiveMarker MARKER = new ArchiveMarker("00000000-0000-4000-8000-000000000000");

    /** Every later Coral must read it. */
    @Test
    void fixtureOfVersion1_isWhatIsReadAndWritten() throws IOException {
        assertThat(ArchiveMarker.decode(fixture().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(MARKER);
        assertThat(MARKER.encode()).asString(StandardCharsets.UTF_8).isEqualTo(fixture());
    }

    @Test
    void decode_ofUnknownFeaturesOrVersion_saysWhich() throws IOException {
        refused("\"incompat\":0", "\"incompat\":4", "unknown feature bits: incompat 4");
        refused("\"roCompat\":0", "\"roCompat\":8", "roCompat 8");
        refused("\"version\":1", "\"version\":2", "format version 2, known is 1");
        String compatible = fixture().replace("\"compat\":0", "\"compat\":16");
        assertThat(ArchiveMarker.decode(compatible.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(MARKER);
    }

    @Test
    void decode_ofAFileCutAnywhere_isRefused() throws IOException {
        byte[] whole = fixture().strip().getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut < whole.length; cut++) {
            byte[] shorter = Arrays.copyOf(whole, cut);
            assertThatThrownBy(() -> ArchiveMarker.decode(shorter)).isInstanceOf(IOException.class);
        }
    }

    /** A UUID with a wrong digit is found where it is compared with that of the archive. */
    @Test
    void decode_withAnyBitFlipped_isRefused_orTheMarkerOfNoOtherFormat() throws IOException {
        byte[] whole = fixture().getBytes(StandardCharsets.UTF_8);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                String uuid = ArchiveMarker.decode(flipped).uuid();
                assertThat(uuid).as("bit %d", bit).hasSize(MARKER.uuid().length());
            } catch (IOException e) {
                assertThat(e).hasMessageMatching("(?s)it is not.*|format version.*|unknown feature.*|.*UTF.*");
            }
        }
    }

    @Test
    void decode_ofFeatureBitsBeyondALong_refusesThem() throws IOException {
        refused("\"incompat\":0", "\"incompat\":18446744073709551616", "not a marker");
        refused("\"roCompat\":0", "\"roCompat\":18446744073709551616", "not a marker");
    }

    private static void refused(String old, String changed, String message) throws IOException {
        byte[] newer = fixture().replace(old, changed).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ArchiveMarker.decode(newer)).hasMessageContaining(message);
    }

    private static String fixture() throws IOException {
        try (InputStream in = ArchiveMarkerTest.class.getResourceAsStream("/archive-marker-v1.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
