// SPDX-License-Identifier: Apache-2.0
package coral.lustre.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.problem.ProblemException;
import coral.lustre.Capture;
import org.junit.jupiter.api.Test;

class LfsNamesTest {
    @Test
    void recordedParents_areThoseOfTheAttribute() throws Exception {
        assertThat(LfsNames.parents(Capture.out("07-fid/path2fid-parents")))
                .isEqualTo(LinkNames.decode(Capture.attribute("06-layout/xattrs", "plain", "trusted.link"))
                        .links());
        assertThatThrownBy(() -> LfsNames.parents("[0x1:0x2:0x0]\n")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> LfsNames.parents("[0x1:0x2]/a\n")).isInstanceOf(ProblemException.class);
    }

    @Test
    void recordedMounts_areRead() throws Exception {
        assertThat(LfsNames.mounts(Capture.out("05-lfs/getname")))
                .containsExactly(new LfsNames.Mount("scratch", "ff1100011b35c800", "/mnt/scratch"));
        assertThatThrownBy(() -> LfsNames.mounts("scratch /mnt/scratch\n")).isInstanceOf(ProblemException.class);
    }
}
