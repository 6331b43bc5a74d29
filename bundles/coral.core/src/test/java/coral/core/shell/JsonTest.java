// SPDX-License-Identifier: Apache-2.0
package coral.core.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import coral.core.posix.Names;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void line_ofANameThatIsNoUtf8_isAscii_andReadsBackAsItsBytes() throws Exception {
        byte[] name = {'x', (byte) 0xE9, '\n', (byte) 0xC3, (byte) 0xBC};

        String line = Json.line(Map.of("path", Names.decode(name)));

        assertThat(line).isEqualTo("{\"path\":\"x\\uDCE9\\n\\u00FC\"}");
        String read = new ObjectMapper().readTree(line).get("path").asText();
        assertThat(Names.encode(read)).isEqualTo(name);
    }
}
