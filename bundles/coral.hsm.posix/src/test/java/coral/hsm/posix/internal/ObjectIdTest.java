// SPDX-License-Identifier: Apache-2.0
package coral.hsm.posix.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectIdTest {
    @Test
    void fresh_isAnotherUuidEachTime_andReadsBack() {
        Set<ObjectId> ids = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            ObjectId id = ObjectId.fresh();

            assertThat(ids.add(id)).isTrue();
            assertThat(ObjectId.parse(id.text())).contains(id);
        }
    }

    @Test
    void parse_ofAnythingElse_isEmpty() {
        String good = ObjectId.fresh().text();
        for (String text : new String[] {"", "../../etc/hostname", good.toUpperCase(Locale.ROOT) + "A", good + "\n"}) {
            assertThat(ObjectId.parse(text)).as(text).isEmpty();
        }
    }
}
