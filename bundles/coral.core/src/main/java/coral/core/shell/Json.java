// SPDX-License-Identifier: Apache-2.0
package coral.core.shell;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes records, maps and lists as JSON for {@code --json}. Safe for use by many threads. */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            // A name that is no UTF-8 has lone surrogates, which only an escape can carry.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    private Json() {}

    /** One line of JSON in ASCII; a byte of a name that is no UTF-8 is an escape from \\uDC80 to \\uDCFF. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
        }
    }
}
