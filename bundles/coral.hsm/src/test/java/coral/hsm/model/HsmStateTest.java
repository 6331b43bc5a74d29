// SPDX-License-Identifier: Apache-2.0
package coral.hsm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class HsmStateTest {
    @Test
    void toString_isLfsWording() {
        assertThat(HsmState.NEW).hasToString("(0x00000000)");
        assertThat(HsmState.of(0x0d, new ArchiveId(1)))
                .hasToString("(0x0000000d) released exists archived, archive_id:1");
        assertThat(HsmState.of(0x7b, ArchiveId.ANY))
                .hasToString("(0x0000007b) exists dirty archived never_release never_archive lost_from_hsm");
    }

    @Test
    void isLegal_refusesWhatLustreRefuses() {
        for (int mask = 0; mask <= 0x7f; mask++) {
            boolean dirtyWithoutExists = (mask & 0x03) == 0x02;
            boolean releasedAndDirty = (mask & 0x06) == 0x06;
            boolean releasedNotArchived = (mask & 0x0c) == 0x04;
            boolean lostNotArchived = (mask & 0x48) == 0x40;
            HsmState state = HsmState.of(mask, ArchiveId.ANY);

            assertThat(state.mask()).isEqualTo(mask);
            assertThat(state.isLegal())
                    .as(state.toString())
                    .isEqualTo(!(dirtyWithoutExists || releasedAndDirty || releasedNotArchived || lostNotArchived));
        }
    }

    @Test
    void with_addsFirstAndRemovesThen() {
        HsmState state = HsmState.of(0x09, new ArchiveId(2));

        assertThat(state.with(Set.of(HsmFlag.DIRTY, HsmFlag.LOST), Set.of(HsmFlag.LOST))
                        .mask())
                .isEqualTo(0x0b);
        assertThat(state.with(Set.of(), Set.of(HsmFlag.ARCHIVED)).archiveId()).isEqualTo(new ArchiveId(2));
    }

    @Test
    void archiveId_isUnsigned32() {
        assertThat(ArchiveId.parse("4294967295")).contains(new ArchiveId(4294967295L));
        assertThat(ArchiveId.parse("4294967296")).isEmpty();
        assertThat(ArchiveId.parse("-1")).isEmpty();
        assertThat(ArchiveId.parse("1x")).isEmpty();
    }
}
