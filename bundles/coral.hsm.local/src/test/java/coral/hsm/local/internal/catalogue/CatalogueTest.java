// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.task.Workers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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

    private long countedByAnother() {
        try {
            Future<Long> counted = other.submit(() -> catalogue.counts().waiting());
            return counted.get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
