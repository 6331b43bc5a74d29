// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.nat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserDatabaseTest {
    private final UserDatabase users = new UserDatabase();

    @Test
    void root_isThere() {
        assertThat(users.user("root")).hasValueSatisfying(root -> {
            assertThat(root.uid()).isZero();
            assertThat(root.gid()).isZero();
            assertThat(root.gids()).contains(0L);
        });
        assertThat(users.groupId("root")).contains(0L);
    }

    @Test
    void nobody_hasItsNumbers() {
        assertThat(users.user("nobody"))
                .hasValueSatisfying(nobody -> assertThat(nobody.uid()).isPositive());
    }

    @Test
    void unknownName_isEmpty() {
        assertThat(users.user("no such user")).isEmpty();
        assertThat(users.user("4294967294")).isEmpty();
        assertThat(users.groupId("no such group")).isEmpty();
    }
}
