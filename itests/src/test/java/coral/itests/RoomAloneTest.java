// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each room does its work with coral.core, and what cnf/rooms.properties lets it import from, and no other room. */
class RoomAloneTest {
    @TempDir
    private Path home;

    static Set<String> rooms() {
        return Rooms.jars().keySet();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void room_withoutTheOthers_isActiveAndAllItsComponentsAreSatisfied(String room) throws Exception {
        Set<String> company = new HashSet<>(Rooms.arrows().getOrDefault(room, Set.of()));
        company.addAll(List.of("coral.core", room));

        try (InnerNode node = InnerNode.start(home, company::contains)) {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(node.notActive()).isEmpty();
                assertThat(node.waiting()).isEmpty();
            });
        }
    }
}
