// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.Fid;
import coral.hsm.agent.internal.fake.MemoryFileSystem;
import coral.hsm.agent.internal.operation.RequestLine;
import coral.hsm.model.HsmAction;
import coral.hsm.model.RequestStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestWatchTest {
    private final MemoryFileSystem fs = new MemoryFileSystem("one", "/fs");
    private final Fid fid = fs.file("a");

    private void request(long cookie, RequestStatus status, long bytes) {
        fs.request(cookie, fid, HsmAction.ARCHIVE, status, bytes);
    }

    private static List<String> told(List<RequestLine> lines) {
        return lines.stream()
                .map(line -> line.cookie() + " " + line.status() + " " + line.bytes())
                .toList();
    }

    @Test
    void whatWasThere_isToldWhenItChanges_andOnce() {
        request(0x7001, RequestStatus.SUCCEED, 1);
        request(0x7002, RequestStatus.WAITING, 0);
        RequestWatch watch = new RequestWatch(fs);

        assertThat(watch.changes(100)).isEmpty();
        request(0x7002, RequestStatus.STARTED, 0);
        assertThat(told(watch.changes(100))).containsExactly("0x7002 STARTED 0");
        request(0x7002, RequestStatus.STARTED, 50);
        assertThat(told(watch.changes(100))).containsExactly("0x7002 STARTED 50");
        request(0x7002, RequestStatus.SUCCEED, 99);
        assertThat(told(watch.changes(100))).containsExactly("0x7002 SUCCEED 99");
        assertThat(watch.changes(100)).isEmpty();
    }

    @Test
    void whatComesAndEndsBetweenTwoLooks_isTold() {
        RequestWatch watch = new RequestWatch(fs);
        request(1, RequestStatus.SUCCEED, 5);
        request(2, RequestStatus.WAITING, 0);

        assertThat(told(watch.changes(100))).containsExactly("0x1 SUCCEED 5", "0x2 WAITING 0");
        assertThat(watch.changes(100)).isEmpty();
    }

    @Test
    void muchAtOnce_isToldInParts_andNothingIsLost() {
        RequestWatch watch = new RequestWatch(fs);
        for (long cookie = 1; cookie <= 500; cookie++) {
            request(cookie, RequestStatus.WAITING, 0);
        }
        List<String> all = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            List<String> part = told(watch.changes(200));
            assertThat(part).hasSizeLessThanOrEqualTo(200);
            all.addAll(part);
        }
        assertThat(all).hasSize(500).doesNotHaveDuplicates();

        for (long cookie = 1; cookie <= 500; cookie++) {
            request(cookie, RequestStatus.SUCCEED, 10);
        }
        all.clear();
        for (int round = 0; round < 3; round++) {
            all.addAll(told(watch.changes(200)));
        }
        assertThat(all).hasSize(500).doesNotHaveDuplicates().allMatch(line -> line.endsWith("SUCCEED 10"));
        assertThat(watch.changes(200)).isEmpty();
    }
}
