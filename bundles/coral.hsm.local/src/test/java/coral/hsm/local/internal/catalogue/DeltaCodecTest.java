// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.posix.Errno;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.Failure;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.HsmState;
import coral.hsm.model.ObjectRef;
import coral.hsm.model.RequestStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeltaCodecTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000, 123_456_789);
    private static final Fid FID = new Fid(0x200000400L, 17, -3);
    private static final Entry FULL = new Entry(
            FID,
            HsmState.of(0x7f, new ArchiveId(4294967295L)),
            Phase.RESTORING,
            new ObjectRef("a/ü", Blob.of(new byte[] {0, -1}), "url"),
            new Token(TIME, TIME.minusSeconds(5), 1L << 40),
            new Token(Instant.MIN, TIME, 0),
            new Stub(07755, TIME, 5, 8192));

    private static final HsmRequest REQUEST = new HsmRequest(
            new Cookie(77),
            FID,
            HsmAction.REMOVE,
            new ArchiveId(3),
            RequestStatus.FAILED,
            TIME,
            TIME.plusNanos(1),
            99,
            Optional.of(Failure.of(Errno.ENOSPC)),
            Blob.of(new byte[] {1}));

    @Test
    void decode_givesBackWhatWasEncoded() throws IOException {
        HsmRequest explained = REQUEST.failed(new Failure(Errno.ENOSPC, "write of \udcff/ü: no room"));
        Delta delta = new Delta(List.of(FULL, Entry.fresh(FID)), List.of(REQUEST, explained), List.of(FID), 12);

        assertThat(DeltaCodec.decode(DeltaCodec.encode(delta))).isEqualTo(delta);
    }

    @Test
    void encode_ofReasonsThatAreNoText_losesNoRequest() throws IOException {
        String smile = "\ud83d\ude00";
        for (String reason : List.of("x".repeat(498) + smile + " is cut in two", "half \ud83d", "half \ude00", smile)) {
            Delta delta = Delta.of(REQUEST.failed(new Failure(Errno.EIO, reason)));

            assertThat(DeltaCodec.decode(DeltaCodec.encode(delta))).isEqualTo(delta);
        }
    }

    /** Made from docs/formats/hsm-catalogue.md by other means; every later Coral must read it. */
    @Test
    void fixtureOfVersion1_isWhatIsReadAndWritten() throws IOException {
        Delta delta = new Delta(List.of(FULL), List.of(REQUEST), List.of(FID), 12);
        try (InputStream in = DeltaCodecTest.class.getResourceAsStream("catalogue-record-v1.bin")) {
            byte[] fixture = Objects.requireNonNull(in).readAllBytes();

            assertThat(DeltaCodec.decode(fixture)).isEqualTo(delta);
            assertThat(DeltaCodec.encode(delta)).isEqualTo(fixture);
        }
    }

    @Test
    void decode_ofDamagedRecords_isRefusedOrLegal() {
        byte[] good = DeltaCodec.encode(Delta.of(FULL));
        Random random = new Random(5);
        for (int cut = 0; cut < good.length; cut++) {
            byte[] shorter = Arrays.copyOf(good, cut);
            assertThatThrownBy(() -> DeltaCodec.decode(shorter)).isInstanceOf(IOException.class);
        }
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = good.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(DeltaCodec.decode(damaged)).isNotNull();
            } catch (IOException | UncheckedIOException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    @Test
    void decode_ofAnotherVersion_saysSo() {
        byte[] newer = DeltaCodec.encode(Delta.cookies(5));
        newer[0] = 2;
        assertThatThrownBy(() -> DeltaCodec.decode(newer)).hasMessageContaining("version 2");
    }
}
