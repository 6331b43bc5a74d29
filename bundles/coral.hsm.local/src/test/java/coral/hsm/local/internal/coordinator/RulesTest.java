// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import coral.hsm.model.ArchiveId;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final ArchiveId ONE = new ArchiveId(1);

    @ParameterizedTest
    @CsvSource({
        // flags, archive needed, possible, restore needed, possible, remove needed, possible, releasable
        "0x00, true,  true,  false, false, false, false, false",
        "0x01, true,  true,  false, false, true,  true,  false",
        "0x03, true,  true,  true,  false, true,  true,  false",
        "0x08, false, false, false, false, true,  true,  true",
        "0x09, false, false, false, false, true,  true,  true",
        "0x0b, true,  true,  true,  false, true,  true,  false",
        "0x0d, false, false, true,  true,  true,  false, true",
        "0x19, false, false, false, false, true,  true,  false",
        "0x20, true,  false, false, false, false, false, false",
        "0x2b, true,  false, true,  false, true,  true,  false",
        "0x49, false, false, false, false, true,  true,  false",
        "0x4d, false, false, true,  false, true,  false, false",
    })
    void rules_ofEachState(
            String mask,
            boolean archiveNeeded,
            boolean archivePossible,
            boolean restoreNeeded,
            boolean restorePossible,
            boolean removeNeeded,
            boolean removePossible,
            boolean releasable) {
        HsmState state = HsmState.of(Integer.decode(mask), ONE);

        assertThat(Rules.needed(HsmAction.ARCHIVE, state)).isEqualTo(archiveNeeded);
        assertThat(Rules.compatible(HsmAction.ARCHIVE, state, ONE)).isEqualTo(archivePossible);
        assertThat(Rules.needed(HsmAction.RESTORE, state)).isEqualTo(restoreNeeded);
        assertThat(Rules.compatible(HsmAction.RESTORE, state, ONE)).isEqualTo(restorePossible);
        assertThat(Rules.needed(HsmAction.REMOVE, state)).isEqualTo(removeNeeded);
        assertThat(Rules.compatible(HsmAction.REMOVE, state, ONE)).isEqualTo(removePossible);
        assertThat(Rules.releasable(state)).isEqualTo(releasable);
        assertThat(Rules.needed(HsmAction.CANCEL, state)).isTrue();
    }

    @Test
    void archive_toAnotherArchive_isOnlyPossibleBeforeTheFileExistsThere() {
        ArchiveId two = new ArchiveId(2);

        assertThat(Rules.compatible(HsmAction.ARCHIVE, HsmState.of(0x0b, ONE), two))
                .isFalse();
        assertThat(Rules.compatible(HsmAction.ARCHIVE, HsmState.of(0x00, ONE), two))
                .isTrue();
        assertThat(Rules.compatible(HsmAction.ARCHIVE, HsmState.of(0x0b, ONE), ArchiveId.ANY))
                .isTrue();
    }

    @Test
    void target_isAskedOrOwnOrDefault() {
        assertThat(Rules.target(new ArchiveId(3), HsmState.of(1, ONE))).isEqualTo(new ArchiveId(3));
        assertThat(Rules.target(ArchiveId.ANY, HsmState.of(1, new ArchiveId(7))))
                .isEqualTo(new ArchiveId(7));
        assertThat(Rules.target(ArchiveId.ANY, HsmState.NEW)).isEqualTo(ONE);
    }
}
