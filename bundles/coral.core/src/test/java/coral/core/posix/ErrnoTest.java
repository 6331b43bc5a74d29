// SPDX-License-Identifier: Apache-2.0
package coral.core.posix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrnoTest {
    @Test
    void of_findsEachByItsNumber_andNothingElse() {
        for (Errno errno : Errno.values()) {
            assertThat(Errno.of(errno.number())).contains(errno);
        }
        assertThat(Errno.of(0)).isEmpty();
        assertThat(Errno.of(4000)).isEmpty();
    }

    @Test
    void errnoException_ofAnUnlistedNumber_keepsItAndCountsAsEio() {
        ErrnoException e = new ErrnoException("read", "f", 4000);

        assertThat(e.number()).isEqualTo(4000);
        assertThat(e.errno()).isEqualTo(Errno.EIO);
        assertThat(e).hasMessage("read f: error 4000");
    }
}
