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
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
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

    /** Whoever may write xattrs may write anything. */
    @Test
    void decode_ofAnything_isNoHintOrALegalOne() throws IOException {
        Random random = new Random(3);
        byte[] whole = fixture();
        for (int i = 0; i < 100_000; i++) {
            byte[] changed = Arrays.copyOf(whole, i % 4 == 0 ? random.nextInt(whole.length + 9) : whole.length);
            for (int changes = random.nextInt(4); changes > 0 && changed.length > 0; changes--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            Hint.decode(changed).ifPresent(hint -> {
                assertThat(hint.state().isLegal()).isTrue();
                assertThat(Hint.decode(hint.encode())).contains(hint);
            });
        }
    }

    @Test
    void decode_ofATimeBeyondAllTimes_isNoHint() throws IOException {
        ByteBuffer changed = ByteBuffer.wrap(fixture());
        changed.putLong(changed.limit() - 28, Long.MAX_VALUE).putInt(changed.limit() - 20, Integer.MAX_VALUE);

        assertThat(Hint.decode(changed.array())).isEmpty();
    }

    @Test
    void decode_ofAReleasedFileWithoutACopy_isNoHint() {
        HsmState released = HsmState.of(0x0d, new ArchiveId(2));

        assertThat(Hint.decode(new Hint(HINT.fid(), released, null, HINT.stub()).encode()))
                .isEmpty();
        assertThat(Hint.decode(new Hint(HINT.fid(), released, HINT.object(), null).encode()))
                .isEmpty();
        assertThat(Hint.decode(
                        new Hint(HINT.fid(), HsmState.of(0x0c, new ArchiveId(2)), HINT.object(), HINT.stub()).encode()))
                .isPresent();
        assertThat(Hint.decode(
                        new Hint(HINT.fid(), HsmState.of(0x07, new ArchiveId(2)), HINT.object(), HINT.stub()).encode()))
                .isEmpty();
    }

    private static byte[] fixture() throws IOException {
        try (InputStream in = HintTest.class.getResourceAsStream("hint-v1.bin")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
