// SPDX-License-Identifier: Apache-2.0
package coral.hsm.local.internal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.Fid;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmRequest;
import coral.hsm.model.RequestStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestTableTest {
    private final RequestTable table = new RequestTable(3, 100);

    @Test
    void hasRoom_byData_countsWhatLives() {
        table.put(request(1, RequestStatus.WAITING, 60));
        assertThat(table.hasRoom(40)).isTrue();
        assertThat(table.hasRoom(41)).isFalse();

        table.put(request(1, RequestStatus.STARTED, 60));
        table.put(request(2, RequestStatus.WAITING, 40));
        assertThat(table.hasRoom(0)).isTrue();
        assertThat(table.hasRoom(1)).isFalse();

        table.put(request(1, RequestStatus.SUCCEED, 60));
        assertThat(table.hasRoom(60)).isTrue();
        assertThat(table.hasRoom(61)).isFalse();
    }

    @Test
    void hasRoom_byNumber_countsWhatLives() {
        table.put(request(1, RequestStatus.WAITING, 0));
        table.put(request(2, RequestStatus.STARTED, 0));
        assertThat(table.hasRoom(0)).isTrue();
        table.put(request(3, RequestStatus.WAITING, 0));
        assertThat(table.hasRoom(0)).isFalse();

        table.put(request(2, RequestStatus.CANCELED, 0));
        assertThat(table.hasRoom(0)).isTrue();
    }

    @Test
    void put_ofWhatHasEnded_dropsItsData() {
        table.put(request(1, RequestStatus.WAITING, 9));
        assertThat(table.get(new Cookie(1)).orElseThrow().data().length()).isEqualTo(9);
        table.put(request(1, RequestStatus.FAILED, 9));
        table.put(request(2, RequestStatus.SUCCEED, 9));

        assertThat(table.from(new Cookie(1), true, 9))
                .hasSize(2)
                .allMatch(r -> r.data().length() == 0);
    }

    private static HsmRequest request(long number, RequestStatus status, int dataBytes) {
        return new HsmRequest(
                new Cookie(number),
                new Fid(0x200000400L, (int) number, 0),
                HsmAction.RESTORE,
                new ArchiveId(1),
                status,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                Optional.empty(),
                Blob.of(new byte[dataBytes]));
    }
}
