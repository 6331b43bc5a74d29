// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that was recorded is read, nothing is lost, and what is not understood is counted. */
class RecordedTest {
    private static final String DUMP = "capture/03-lctl/get_param-R-all.out.gz";

    static Iterable<String> params() throws IOException {
        return Recorded.below("capture/03-lctl/params");
    }

    /** Prints parameters as {@code lctl} does; tells whether each value began on a line of its own from the text. */
    private static byte[] printed(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
        ParamReader reader = new ParamReader(new ByteArrayInputStream(text));
        while (reader.next()) {
            Param param = reader.param();
            out.write(param.name().toBytes());
            out.write('=');
            if (out.size() < text.length
                    && text[out.size()] == '\n'
                    && !param.value().isEmpty()) {
                out.write('\n');
            }
            out.write(param.value().toBytes());
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static Census census(byte[] text) throws IOException {
        Params params = new Params();
        ParamReader reader = new ParamReader(new ByteArrayInputStream(text));
        while (reader.next()) {
            params.read(reader);
        }
        return params.census();
    }

    @Test
    void wholeDump_isSplitWithoutLoss() throws IOException {
        byte[] text = Recorded.bytes(DUMP);

        assertThat(printed(text)).isEqualTo(text);
    }

    @Test
    void wholeDump_hasTheNamesThatWereRecorded() throws IOException {
        ParamReader reader = new ParamReader(new ByteArrayInputStream(Recorded.bytes(DUMP)));
        Set<Slice> names = new HashSet<>();
        int params = 0;
        while (reader.next()) {
            params++;
            names.add(reader.name().copy());
        }

        // lctl get_param -N -R '*' told 3,368 a moment later: these, and 18 of a client that had come meanwhile.
        assertThat(names).hasSize(3350);
        assertThat(params).isEqualTo(25_801);
    }

    @Test
    void wholeDump_isUnderstood_butForOneFile() throws IOException {
        Census census = census(Recorded.bytes(DUMP));

        assertThat(census.parameters()).isEqualTo(25_801);
        assertThat(census.unread().keySet()).containsExactly("llite.scratch-ff#b#c#.site");
        assertThat(census.unreadParameters()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("params")
    void eachFile_isReadWithoutLoss_andUnderstood(String file) throws IOException {
        byte[] text = Recorded.bytes(file);

        assertThat(new String(printed(text), StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(text, StandardCharsets.ISO_8859_1));
        assertThat(census(text).unread()).isEmpty();
    }

    @Test
    void failures_areUnderstood_butForOutputsOfOtherCommands() throws IOException {
        int unread = 0;
        for (String file : Recorded.below("capture/10-fail")) {
            if (new String(Recorded.bytes(file), StandardCharsets.ISO_8859_1).matches("(?s)[a-z_]+(\\..*)?=.*")) {
                unread += census(Recorded.bytes(file)).unread().size();
            }
        }

        // Two evictions, a deactivation and three recoveries whose commands went on with ls or lfs df.
        assertThat(unread).isEqualTo(6);
    }
}
