// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.lustre.Fid;
import coral.core.task.CancelToken;
import coral.hsm.model.Blob;
import coral.hsm.model.Cookie;
import coral.hsm.mover.MoverAction;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ObjectIdTest {
    @Test
    void of_sameRequest_isTheSameInEveryRelease() {
        assertThat(id("fs1", 7, 1)).isEqualTo(id("fs1", 7, 1)).hasToString("9ff40bfb-46c3-8647-9f71-78b5a9ab04fd");
    }

    @Test
    void of_anyOtherInput_differs() {
        Set<ObjectId> ids = new HashSet<>();
        for (String fileSystem : new String[] {"fs1", "fs", "fs11", ""}) {
            for (int object = 0; object < 20; object++) {
                for (int cookie = 1; cookie < 20; cookie++) {
                    assertThat(ids.add(id(fileSystem, object, cookie))).isTrue();
                }
            }
        }
    }

    @Test
    void of_anyRequest_isAUuidOfVersion8() {
        UUID uuid = UUID.fromString(id("fs1", 7, 1).text());

        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(ObjectId.parse(uuid.toString())).contains(id("fs1", 7, 1));
    }

    private static ObjectId id(String fileSystem, int object, long cookie) {
        Fid fid = new Fid(0x200000401L, object, 0);
        return ObjectId.of(new MoverAction(
                fileSystem, fid, new Cookie(cookie), Optional.empty(), Blob.EMPTY, new CancelToken(), bytes -> {}));
    }
}
