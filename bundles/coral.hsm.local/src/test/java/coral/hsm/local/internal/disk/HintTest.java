// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.disk;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.Fid;
import coral.hsm.local.internal.catalogue.Stub;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmState;
import coral.hsm.model.ObjectRef;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HintTest {
    private static final Hint HINT = new Hint(
            new Fid(0x200000400L, 17, -3),
            HsmState.of(0x0d, new ArchiveId(2)),
            new ObjectRef("a/ü", Blob.of(new byte[] {0, -1}), "url"),
            new Stub(07755, Instant.ofEpochSecond(1_700_000_000, 123_456_789), 5, 8192));

    /** Made from docs/formats/hsm-catalogue.md by other means; every later Coral must read it. */
    @Test
    void fixtureOfVersion1_isWhatIsReadAndWritten() throws IOException {
        byte[] fixture = fixture();

        assertThat(Hint.decode(fixture)).contains(HINT);
        assertThat(HINT.encode()).isEqualTo(fixture);
    }

    @Test
    void decode_ofAnotherVersion_isNoHint() throws IOException {
        byte[] newer = fixture();
        newer[0] = 2;

        assertThat(Hint.decode(newer)).isEmpty();
    }

    private static byte[] fixture() throws IOException {
        try (InputStream in = HintTest.class.getResourceAsStream("hint-v1.bin")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
