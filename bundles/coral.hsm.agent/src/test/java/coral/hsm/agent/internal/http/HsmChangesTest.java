// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.caller.Caller;
import coral.core.lustre.Fid;
import coral.hsm.agent.internal.fake.MemoryFileSystem;
import coral.hsm.filesystem.Order;
import coral.hsm.filesystem.StateChange;
import coral.hsm.model.ArchiveId;
import coral.hsm.model.Blob;
import coral.hsm.model.HsmAction;
import coral.hsm.model.HsmFlag;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HsmChangesTest {
    private static final Map<String, List<String>> DRY = Map.of("dry-run", List.of("true"));

    @TempDir
    private Path home;

    private HsmCalls hsm = new HsmCalls(Path.of("/"));
    private MemoryFileSystem fs = new MemoryFileSystem("unused", "/unused");

    @BeforeEach
    void makeFileSystem() {
        hsm = new HsmCalls(home);
        fs = hsm.fileSystem("one", "/fs");
    }

    private static RequestWish wish(String action, String... paths) {
        return new RequestWish(action, List.of(paths), null, null, null);
    }

    private String post(String path, Object body) throws Exception {
        return hsm.call("POST", path, Map.of(), body);
    }

    @Test
    void requests_areOneOrder_andEachPathHasAResultInItsPlace() throws Exception {
        Fid a = fs.file("a");
        fs.refusing.add(fs.file("b"));
        fs.link("same", a);

        String answer = post("/requests", wish("ARCHIVE", "/fs/nosuch", "/fs/b", "/fs/a", "/fs/same", "/fs/a"));

        assertThat(fs.orders)
                .singleElement()
                .satisfies(order -> assertThat(order.files()).hasSize(2));
        assertThat(answer)
                .matches("\\{\"results\":\\[\\{\"path\":\"/fs/nosuch\",.*\"result\":\"failed\".*"
                        + "\\{\"path\":\"/fs/b\",.*\"result\":\"refused\".*\"CORAL-FAKE-012\".*"
                        + "\\{\"path\":\"/fs/a\",[^{]*\"result\":\"accepted\",\"cookie\":\"0x1\"}]}");
    }

    @Test
    void requests_dryRunInQueryOrBody_areNotMade() throws Exception {
        Fid a = fs.file("a");
        RequestWish inBody = new RequestWish("REMOVE", List.of("/fs/a"), null, "hint", true);

        assertThat(post("/requests", inBody)).contains("\"result\":\"possible\"");
        hsm.call("POST", "/requests", DRY, wish("RESTORE", "/fs/a"));

        Blob hint = Blob.of("hint".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(fs.orders)
                .containsExactly(
                        new Order(HsmAction.REMOVE, List.of(a), ArchiveId.ANY, hint, true),
                        new Order(HsmAction.RESTORE, List.of(a), ArchiveId.ANY, Blob.EMPTY, true));
        assertThat(fs.counts().waiting()).isZero();
    }

    @Test
    void requests_toAnArchiveThatIsNotThere_orTooMany_areRefusedAsAWhole() {
        fs.file("a");

        assertThatThrownBy(() -> post("/requests", new RequestWish("ARCHIVE", List.of("/fs/a"), 9L, null, null)))
                .hasMessageContaining("CORAL-HSM-026");
        assertThatThrownBy(() -> post(
                        "/requests",
                        wish("ARCHIVE", Collections.nCopies(1001, "/fs/a").toArray(String[]::new))))
                .hasMessageContaining("CORAL-HSM-180");
        assertThatThrownBy(() -> wish("EAT", "/fs/a")).hasMessageContaining("ARCHIVE, RESTORE, REMOVE, CANCEL");
        assertThatThrownBy(() -> new RequestWish("RESTORE", List.of("/fs/a"), 1L, null, null))
                .hasMessageContaining("RESTORE takes no archiveId");
        assertThat(fs.orders).isEmpty();
    }

    @Test
    void release_tellsTheBytes_andWhatIsRefused() throws Exception {
        fs.refusing.add(fs.file("a"));
        fs.file("b");

        assertThat(post("/release", new ReleaseWish(List.of("/fs/a", "/fs/b"), true)))
                .contains("\"result\":\"possible\",\"bytes\":4096");
        assertThat(fs.changes).isEmpty();
        assertThat(post("/release", new ReleaseWish(List.of("/fs/a", "/fs/b"), null)))
                .contains("\"result\":\"failed\"", "CORAL-FAKE-012", "\"result\":\"done\",\"bytes\":4096");
    }

    @Test
    void flags_areSetAndClearedInOneChange() throws Exception {
        fs.file("a");
        FlagWish wish = new FlagWish(List.of("/fs/a"), List.of("never_release", "exists"), List.of("dirty"), 3L, null);

        assertThat(hsm.call("PATCH", "/files", DRY, wish)).contains("\"state\":\"0x00000011\"");
        hsm.call("PATCH", "/files", Map.of(), wish);

        Set<HsmFlag> set = Set.of(HsmFlag.NORELEASE, HsmFlag.EXISTS);
        assertThat(fs.changes)
                .containsExactly(
                        new StateChange(set, Set.of(HsmFlag.DIRTY), new ArchiveId(3), true),
                        new StateChange(set, Set.of(HsmFlag.DIRTY), new ArchiveId(3), false));
        assertThatThrownBy(() -> new FlagWish(List.of("/fs/a"), List.of("wet"), null, null, null))
                .hasMessageContaining("'wet'")
                .hasMessageContaining("never_release");
        assertThatThrownBy(() -> new FlagWish(List.of("/fs/a"), null, null, null, null))
                .hasMessageContaining("nothing to change");
    }

    @Test
    void archives_areAddedChangedAndRemoved_dryRunFirst() throws Exception {
        ArchiveWish wish = new ArchiveWish(7, "fake", null, Map.of("root", "/r"), null, null);

        assertThat(hsm.call("POST", "/archives", DRY, wish)).isEqualTo("{\"id\":7,\"result\":\"possible\"}");
        assertThat(hsm.get("/archives", Map.of("limit", List.of("10")))).isEqualTo("{\"archives\":[]}");
        assertThat(post("/archives", wish)).isEqualTo("{\"id\":7,\"result\":\"added\"}");
        assertThat(post("/archives", wish)).isEqualTo("{\"id\":7,\"result\":\"unchanged\"}");
        Map<String, List<String>> id = Map.of("id", List.of("7"));
        assertThat(hsm.call("PATCH", "/archives/{id}", id, new ArchiveChange(9, null, null)))
                .isEqualTo("{\"id\":7,\"result\":\"changed\"}");
        assertThat(hsm.get("/archives", Map.of())).contains("\"threads\":9", "\"options\":{\"root\":\"/r\"}");
        assertThat(hsm.call("DELETE", "/archives/{id}", id, null)).contains("removed");
        assertThatThrownBy(() -> hsm.call("DELETE", "/archives/{id}", id, null)).hasMessageContaining("CORAL-HSM-026");
    }

    @Test
    void archives_areForRootAndTheNodesUser_whateverTheRole() {
        hsm.caller = new Caller(54321, 54321, Set.of(54321L), "mia", Caller.Origin.SOCKET);

        assertThatThrownBy(() -> post("/archives", new ArchiveWish(7, "fake", null, Map.of("root", "/r"), null, null)))
                .hasMessageContaining("CORAL-HSM-010");
    }
}
