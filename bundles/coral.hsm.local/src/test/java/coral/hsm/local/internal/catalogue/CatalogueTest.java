// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.core.task.Workers;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmFlag;
import coral.hsm.model.HsmState;
import coral.hsm.model.ObjectRef;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CatalogueTest {
    private final ExecutorService other = Workers.pool("test-other", 1, 1);

    @TempDir
    private Path temp;

    private Catalogue catalogue;

    @BeforeEach
    void open() throws Exception {
        catalogue = Catalogue.open(temp, Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        other.shutdownNow();
        catalogue.close();
    }

    @Test
    void await_ofALookThatWentUnlocked_letsOthersIn_andLooksAgainAtOnce() throws Exception {
        AtomicInteger looks = new AtomicInteger();

        Optional<String> found = catalogue.await(
                () -> {
                    if (looks.incrementAndGet() == 2) {
                        return Optional.of("found");
                    }
                    assertThat(catalogue.unlocked(this::countedByAnother)).isZero();
                    return Optional.empty();
                },
                Duration.ZERO);

        assertThat(found).contains("found");
        assertThat(catalogue.lock().isLocked()).isFalse();
    }

    @Test
    void await_withoutTime_looksOnce() throws Exception {
        AtomicInteger looks = new AtomicInteger();

        assertThat(catalogue.await(
                        () -> {
                            looks.incrementAndGet();
                            return Optional.empty();
                        },
                        Duration.ZERO))
                .isEmpty();

        assertThat(looks).hasValue(1);
    }

    @Test
    void unlocked_withoutTheLock_isRefused() {
        assertThatThrownBy(() -> catalogue.unlocked(() -> 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void totals_followEntries_andAreTheSameAfterAReplay() throws Exception {
        Fid fid = new Fid(0x200000401L, 7, 0);
        HsmState state = HsmState.NEW.with(Set.of(HsmFlag.EXISTS, HsmFlag.ARCHIVED, HsmFlag.RELEASED), Set.of());
        Entry released = Entry.fresh(fid)
                .with(state)
                .copied(new ObjectRef("x", Blob.EMPTY, ""), null)
                .in(Phase.NONE, new Stub(0644, Instant.EPOCH, 10, 4096));
        catalogue.record(Delta.of(released)).await();
        catalogue.record(Delta.of(released)).await();

        assertThat(catalogue.totals())
                .isEqualTo(new Totals(1, 1, 1, 4096, catalogue.totals().requests()));
        catalogue.close();
        catalogue = Catalogue.open(temp, Clock.systemUTC());
        assertThat(catalogue.totals())
                .isEqualTo(new Totals(1, 1, 1, 4096, catalogue.totals().requests()));
        catalogue.record(Delta.forget(fid)).await();
        assertThat(catalogue.totals())
                .isEqualTo(new Totals(0, 0, 0, 0, catalogue.totals().requests()));
    }

    private long countedByAnother() {
        try {
            Future<Long> counted = other.submit(() -> catalogue.counts().waiting());
            return counted.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
