// SPDX-License-Identifier: Apache-2.0
package coral.core.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void isRoot_isUidZeroAlone() {
        assertThat(Caller.internal().isRoot()).isTrue();
        assertThat(new Caller(1000, 0, Set.of(0L), "x", Caller.Origin.SOCKET).isRoot())
                .isFalse();
    }

    @Test
    void caller_withoutItsPrimaryGroupOrWithANegativeId_isRefused() {
        assertThatThrownBy(() -> new Caller(1, 2, Set.of(3L), "x", Caller.Origin.SOCKET))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Caller(-1, 2, Set.of(2L), "x", Caller.Origin.SOCKET))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
