// SPDX-License-Identifier: Apache-2.0
package coral.core.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostListTest {
    private static List<String> names(String list) throws ProblemException {
        return HostList.expand(list).stream().map(Host::name).toList();
    }

    @Test
    void expand_takesRanges_paddedOnesToo() throws ProblemException {
        assertThat(names("mds1,oss[1-3],c[08-11].site,x[1,3-4]"))
                .containsExactly(
                        "mds1",
                        "oss1",
                        "oss2",
                        "oss3",
                        "c08.site",
                        "c09.site",
                        "c10.site",
                        "c11.site",
                        "x1",
                        "x3",
                        "x4");
        assertThat(names("oss[9-10]")).containsExactly("oss9", "oss10");
        assertThat(names("a,b,a")).containsExactly("a", "b");
    }

    @Test
    void expand_takesUsersPortsAndIpv6() throws ProblemException {
        assertThat(HostList.expand("root@10.0.0.[1-2]:2222,[fe80::1]:22,[::1]"))
                .containsExactly(
                        new Host("root@10.0.0.1:2222", "10.0.0.1", 2222, "root", List.of(), ""),
                        new Host("root@10.0.0.2:2222", "10.0.0.2", 2222, "root", List.of(), ""),
                        new Host("[fe80::1]:22", "fe80::1", 22, "", List.of(), ""),
                        new Host("[::1]", "::1", 0, "", List.of(), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a,", "oss[1-", "oss1-3]", "oss[3-1]", "oss[a-f]", "oss[0x1-0x3]", "oss[[1-2]]", "a[1-2]b[1-2]",
                "oss[01-003]", "oss[1-0003]", "oss[1--3]", "oss[-3]", "oss[]", "oss[1-20000]", "a b", "a;b", "-oProxy",
                "a:0", "a:65536", "a@b@c", "$(x)", "oss[1-9999999999]", "a[1-6000],b[1-6000]"
            })
    void expand_ofAnythingElse_isRefused_namingIt(String list) {
        assertThatThrownBy(() -> HostList.expand(list))
                .hasMessageContaining("CORAL-SSH-001")
                .hasMessageContaining(list)
                .hasMessageContaining("allowed are");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "oss1,oss2,oss3,mds1 mds1,oss[1-3]",
                "oss08,oss09,oss10 oss10,oss[08-09]",
                "a1,a3,a5,a6 a[1,3,5-6]",
                "127.1.0.1:22,127.1.0.2:22 127.1.0.[1-2]:22",
                "x y"
            })
    void fold_isShort_andExpandsToTheSame(String names, String folded) throws ProblemException {
        if (names.equals("x")) {
            assertThat(HostNames.fold(List.of("x"))).isEqualTo("x");
            return;
        }
        assertThat(HostNames.fold(List.of(names.split(",")))).isEqualTo(folded);
        assertThat(names(folded)).containsExactlyInAnyOrder(names.split(","));
    }
}
