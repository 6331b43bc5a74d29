// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import coral.core.http.Answer;
import coral.core.http.ApiRequest;
import coral.core.http.Content;
import coral.core.http.Operation;
import coral.core.http.Parameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {
    private static final Operation OPERATION = Operation.get("", "Lists.", Content.of(Object.class), r -> Answer.done())
            .inSlices()
            .with(Parameter.query("path", Parameter.Type.NAME, "File.").needed())
            .with(Parameter.query("state", Parameter.Type.TEXT, "Which.")
                    .oneOf(List.of("on", "off"))
                    .many())
            .with(Parameter.DRY_RUN);

    private static Map<String, List<String>> values(String query) throws Refusal {
        return Values.of(new Routes.Found(OPERATION, Map.of()), QueryString.parse(query));
    }

    @Test
    void values_areDecoded_orTheirDefaults() throws Refusal {
        Map<String, List<String>> values = values("path=%2Fa+b%FF&state=on&state=off");

        assertThat(values).containsEntry("path", List.of("/a b\udcff"));
        assertThat(values).containsEntry("state", List.of("on", "off"));
        assertThat(values).containsEntry("limit", List.of("100"));
        assertThat(values).containsEntry("dry-run", List.of("false"));
        assertThat(values).containsEntry("cursor", List.of());
        assertThat(new ApiRequest(coral.core.caller.Caller.internal(), coral.core.http.Role.READER, values, null)
                        .window()
                        .limit())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'path', missing",
        "'path=a&path=b', 'path', 2 times",
        "'path=a&limit=0', 'limit', from 1 to 1000",
        "'path=a&limit=1001', 'limit', from 1 to 1000",
        "'path=a&limit=%2B5', 'limit', from 1 to 1000",
        "'path=a&limit=9999999999999999999', 'limit', from 1 to 1000",
        "'path=a&state=of', 'state', 'on, off'",
        "'path=a&dry-run=yes', 'dry-run', true or false",
        "'path=a&cursor=%00', 'cursor', a text",
        "'path=a&cursor=%FF', 'cursor', a text",
        "'path=%00', 'path', a file name",
        "'path=a&lim=1', 'lim', unknown",
        "'path=%zz', '%', hexadecimal",
        "'path=%4', '%', hexadecimal"
    })
    void wrongValue_isRefused_namingParameterAndWhatIsAllowed(String query, String name, String allowed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> values(query));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.problem().message()).contains(name, allowed);
    }

    @Test
    void queryWithTooManyValues_isRefused() {
        assertThat(catchThrowableOfType(Refusal.class, () -> values("path=a&".repeat(300))))
                .isNotNull();
    }
}
