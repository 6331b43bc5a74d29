// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.lustre.Fid;
import coral.hsm.agent.internal.fake.MemoryFileSystem;
import coral.hsm.model.HsmAction;
import coral.hsm.model.RequestStatus;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HsmReadsTest {
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]*)\"");

    @TempDir
    private Path home;

    private HsmCalls hsm = new HsmCalls(Path.of("/"));
    private MemoryFileSystem one = new MemoryFileSystem("unused", "/unused");

    @BeforeEach
    void makeFileSystem() {
        hsm = new HsmCalls(home);
        one = hsm.fileSystem("one", "/fs");
    }

    @Test
    void status_hasTheShellsFields() throws Exception {
        assertThat(hsm.get("/status", Map.of()))
                .isEqualTo("{\"fileSystems\":[{\"name\":\"one\",\"root\":\"/fs\",\"waiting\":0,\"started\":0,"
                        + "\"succeeded\":0,\"failed\":0,\"canceled\":0}],\"archives\":[],\"unserved\":[]}");
    }

    @Test
    void files_areShownInTheOrderAsked_andWhatIsWrongIsNamedForEach() throws Exception {
        one.state(one.file("a"), 9, 1);

        assertThat(hsm.get("/files", Map.of("path", List.of("/fs/nosuch", "/fs/a", "/elsewhere"))))
                .startsWith("{\"files\":[{\"path\":\"/fs/nosuch\",\"result\":\"failed\",\"problem\":{\"code\":"
                        + "\"CORAL-FAKE-010\",\"errno\":\"ENOENT\"")
                .contains("{\"path\":\"/fs/a\",\"fid\":\"[0x200000401:0x1:0x0]\",\"fileSystem\":\"one\","
                        + "\"state\":\"0x00000009\",\"flags\":[\"exists\",\"archived\"],\"archiveId\":1}")
                .contains("{\"path\":\"/elsewhere\",\"result\":\"failed\",\"problem\":{\"code\":\"CORAL-HSM-001\"");
    }

    @Test
    void files_thatAreTooManyOrRelative_areRefusedAsAWhole() {
        assertThatThrownBy(() -> hsm.get("/files", Map.of("path", Collections.nCopies(1001, "/fs/a"))))
                .hasMessageContaining("CORAL-HSM-180")
                .hasMessageContaining("1001")
                .hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> hsm.get("/files", Map.of("path", List.of("/fs/a", "a"))))
                .hasMessageContaining("CORAL-HSM-181")
                .hasMessageContaining("'a'");
    }

    @Test
    void actions_showTheLiveRequest() throws Exception {
        Fid a = one.file("a");
        one.request(7, a, HsmAction.ARCHIVE, RequestStatus.STARTED, 5);

        assertThat(hsm.get("/actions", Map.of("path", List.of("/fs/a"))))
                .isEqualTo("{\"actions\":[{\"path\":\"/fs/a\",\"fid\":\"[0x200000401:0x1:0x0]\",\"fileSystem\":\"one\","
                        + "\"archiveId\":1,\"action\":\"ARCHIVE\",\"cookie\":\"0x7\",\"status\":\"STARTED\","
                        + "\"bytes\":5}]}");
    }

    @Test
    void requests_comeInParts_acrossFileSystems_eachOnce() throws Exception {
        MemoryFileSystem two = hsm.fileSystem("two", "/gs");
        for (long cookie = 1; cookie <= 20; cookie++) {
            one.request(cookie, one.file("f" + cookie), HsmAction.ARCHIVE, RequestStatus.WAITING, 0);
            two.request(cookie, two.file("f" + cookie), HsmAction.RESTORE, RequestStatus.SUCCEED, 0);
        }

        assertThat(cookies("true", 7)).hasSize(40).doesNotHaveDuplicates();
        assertThat(cookies("true", 20)).hasSize(40);
        assertThat(cookies("false", 7)).hasSize(20).allMatch(one -> one.startsWith("one "));
    }

    private List<String> cookies(String all, int limit) throws Exception {
        Pattern line = Pattern.compile("\"fileSystem\":\"([a-z]+)\",\"cookie\":\"(0x[0-9a-f]+)\"");
        List<String> found = new java.util.ArrayList<>();
        String cursor = "";
        for (boolean more = true; more; ) {
            String answer = hsm.get(
                    "/requests", Map.of("all", List.of(all), "limit", List.of("" + limit), "cursor", List.of(cursor)));
            Matcher lines = line.matcher(answer);
            int before = found.size();
            while (lines.find()) {
                found.add(lines.group(1) + " " + lines.group(2));
            }
            assertThat(found.size() - before).isLessThanOrEqualTo(limit);
            Matcher next = NEXT.matcher(answer);
            more = next.find();
            cursor = more ? next.group(1) : "";
        }
        return found;
    }

    @Test
    void requests_badCursorAndUnknownFileSystem_areNamed() {
        assertThatThrownBy(() -> hsm.get("/requests", Map.of("cursor", List.of("nonsense"))))
                .hasMessageContaining("CORAL-HSM-182")
                .hasMessageContaining("'nonsense'");
        assertThatThrownBy(() -> hsm.get("/requests", Map.of("fileSystem", List.of("none"))))
                .hasMessageContaining("CORAL-HSM-011");
    }
}
