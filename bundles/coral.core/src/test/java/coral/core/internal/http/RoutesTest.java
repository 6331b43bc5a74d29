// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import coral.core.http.Answer;
import coral.core.http.Content;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Operation LIST = Operation.get("/a", "Lists.", Content.of(Object.class), r -> Answer.done());
    private static final Operation ONE = Operation.get(
                    "/a/{id}", "Shows.", Content.of(Object.class), r -> Answer.done())
            .with(Parameter.path("id", Parameter.Type.TEXT, "Which."));
    private static final Operation NEW =
            Operation.get("/a/new", "Shows.", Content.of(Object.class), r -> Answer.done());
    private static final Operation ADD = Operation.post("/a", "Adds.", Content.none(), r -> Answer.done());

    private final Routes routes = new Routes(List.of(LIST, ONE, NEW, ADD));

    private Refusal refused(String method, String path) {
        return catchThrowableOfType(Refusal.class, () -> routes.find(method, path));
    }

    @Test
    void path_findsTheOperationAndItsParts() throws Refusal {
        assertThat(routes.find("GET", "/a").operation()).isSameAs(LIST);
        assertThat(routes.find("HEAD", "/a").operation()).isSameAs(LIST);
        assertThat(routes.find("POST", "/a").operation()).isSameAs(ADD);
        assertThat(routes.find("GET", "/a/7").parts()).isEqualTo(Map.of("id", "7"));
        assertThat(routes.find("GET", "/a/new").operation()).isSameAs(NEW);
    }

    @Test
    void pathThatNobodyHas_is404() {
        for (String path : List.of("", "/", "/a/", "/b", "/a/1/2")) {
            assertThat(refused("GET", path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void methodThatIsNotThere_is405_andNamesThoseThatAre() {
        Refusal refusal = refused("PUT", "/a");

        assertThat(refusal.status()).isEqualTo(405);
        assertThat(refusal.headers()).containsEntry("Allow", "GET, HEAD, POST");
    }

    @Test
    void operationsThatCannotBeToldApart_areRefused() {
        Operation same = Operation.get("/a/{name}", "Shows.", Content.of(Object.class), r -> Answer.done())
                .with(Parameter.path("name", Parameter.Type.TEXT, "Which."));

        assertThatIllegalArgumentException().isThrownBy(() -> new Routes(List.of(ONE, same)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Routes(
                        List.of(Operation.get("/{id}", "Shows.", Content.of(Object.class), r -> Answer.done()))));
    }
}
