// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import coral.core.http.Field;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {
    record Wanted(
            String action,
            List<String> files,
            @Field(optional = true) @Nullable Integer archive) {
        Wanted {
            if (action.isEmpty()) {
                throw new IllegalArgumentException("action takes archive or restore");
            }
        }
    }

    private static Object parse(String json) throws Refusal {
        return Body.parse(json.getBytes(StandardCharsets.UTF_8), Wanted.class);
    }

    @Test
    void object_isTheRecord_withEveryByteOfItsNames() throws Refusal {
        assertThat(parse("{\"action\":\"archive\",\"files\":[\"/a\\udcff\"]}"))
                .isEqualTo(new Wanted("archive", List.of("/a\udcff"), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|JSON object",
                "[]|JSON object",
                "{|no JSON",
                "{\"action\":\"a\"}|field 'files' is missing",
                "{\"action\":\"a\",\"files\":null}|field 'files' is missing",
                "{\"action\":\"a\",\"files\":[],\"fies\":1}|unknown field 'fies'",
                "{\"action\":\"a\",\"action\":\"b\",\"files\":[]}|uplicate",
                "{\"action\":\"a\",\"files\":[],\"archive\":\"x\"}|field 'archive'",
                "{\"action\":\"\",\"files\":[]}|action takes archive or restore",
                "{\"action\":\"a\",\"files\":[]} {}|railing"
            })
    void wrongBody_isRefused_sayingWhere(@Nullable String json, String message) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> parse(json == null ? "" : json));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.problem().message()).contains(message);
    }

    @Test
    void deepBody_isRefused() {
        String deep = "{\"action\":\"a\",\"files\":" + "[".repeat(5000);

        assertThat(catchThrowableOfType(Refusal.class, () -> parse(deep)).status())
                .isEqualTo(400);
    }

    @Test
    void bodyOverTheLimit_isRefused_saidOrNot() throws Exception {
        byte[] large = new byte[Body.MOST_BYTES + 1];

        assertThat(catchThrowableOfType(Refusal.class, () -> Body.read(new ByteArrayInputStream(large), -1))
                        .status())
                .isEqualTo(413);
        assertThat(catchThrowableOfType(Refusal.class, () -> Body.read(new ByteArrayInputStream(large), large.length))
                        .status())
                .isEqualTo(413);
        assertThat(Body.read(new ByteArrayInputStream(large, 0, Body.MOST_BYTES), -1))
                .hasSize(Body.MOST_BYTES);
    }
}
