// SPDX-License-Identifier: Apache-2.0
package coral.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.posix.Errno;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowTest {
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

    @Test
    void slices_followOneAnother_toTheEnd() {
        Slice<String> first = new Window(2, "").of(ALL.stream(), Function.identity());
        Slice<String> second = new Window(2, "b").of(ALL.stream(), Function.identity());
        Slice<String> last = new Window(2, "d").of(ALL.stream(), Function.identity());

        assertThat(first).isEqualTo(new Slice<>(List.of("a", "b"), "b"));
        assertThat(second).isEqualTo(new Slice<>(List.of("c", "d"), "d"));
        assertThat(last).isEqualTo(new Slice<>(List.of("e"), null));
    }

    @Test
    void itemThatWentAway_hidesNoOther() {
        assertThat(new Window(2, "b")
                        .of(List.of("a", "c", "d").stream(), Function.identity())
                        .items())
                .containsExactly("c", "d");
    }

    @ParameterizedTest
    @EnumSource(Errno.class)
    void everyErrno_hasAStatusOfAnError(Errno errno) {
        assertThat(HttpProblem.status(errno)).isBetween(400, 599);
    }

    @ParameterizedTest
    @CsvSource({"EINVAL,400", "EPERM,403", "EACCES,403", "ENOENT,404", "EEXIST,409", "EBUSY,409", "EAGAIN,503"})
    void errnos_haveTheStatusThatTheDocumentSays(Errno errno, int status) {
        assertThat(HttpProblem.status(errno)).isEqualTo(status);
    }
}
