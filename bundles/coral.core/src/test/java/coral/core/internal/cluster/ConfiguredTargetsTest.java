// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.FsName;
import coral.core.lustre.TargetName;
import org.junit.jupiter.api.Test;

class ConfiguredTargetsTest {
    @Test
    void locate_fromTheConfiguration_isWhereTargetsMayBe() {
        ConfiguredTargets targets = new ConfiguredTargets(new FixedCluster(ClownfishConfTest.example()));

        assertThat(targets.locateMgs(new FsName("scratch")).orElseThrow().hosts())
                .containsExactly("mgs1", "mgs2");
        assertThat(targets.locateMgs(new FsName("home")).orElseThrow().target())
                .isEqualTo(TargetName.mdt(new FsName("home"), 0));
        assertThat(targets.locate(TargetName.mdt(new FsName("scratch"), 0))
                        .orElseThrow()
                        .hosts())
                .containsExactly("mds1", "mds2");
        assertThat(targets.locate(TargetName.mdt(new FsName("scratch"), 1))).isEmpty();
        assertThat(targets.locateMgs(new FsName("none"))).isEmpty();
    }
}
