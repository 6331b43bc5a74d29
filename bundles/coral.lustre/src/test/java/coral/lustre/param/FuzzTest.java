// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded values that are cut, changed and mixed: every parser ends, throws nothing but what it says, and takes no line
 * for a number that it is not. The seeds are fixed.
 */
class FuzzTest {
    private static final int ROUNDS = 150;

    /** Kinds all of whose digits are numbers, but for names of counters and users. */
    private static final List<ParamKind> STRICT = List.of(
            ParamKind.STATISTICS,
            ParamKind.HISTOGRAMS,
            ParamKind.QUOTA,
            ParamKind.NUMBER,
            ParamKind.HSM_ACTIONS,
            ParamKind.TARGET_STATES);

    /** One value of each kind of file: the longest of those below 20 kB. */
    static List<Param> values() throws IOException {
        List<Param> values = new ArrayList<>();
        for (String file : Recorded.below("capture")) {
            if (file.contains("params/") || file.contains("10-fail") || file.contains("09-hsm")) {
                ParamReader reader = ParamReader.of(Recorded.bytes(file));
                while (reader.next()) {
                    keepLongest(values, reader.param());
                }
            }
        }
        return values;
    }

    private static void keepLongest(List<Param> values, Param param) {
        String leaf = param.name().text().replaceFirst(".*\\.", "");
        values.removeIf(other -> other.name().text().replaceFirst(".*\\.", "").equals(leaf)
                && other.value().length() < param.value().length()
                && param.value().length() < 20_000);
        if (values.stream()
                .noneMatch(
                        other -> other.name().text().replaceFirst(".*\\.", "").equals(leaf))) {
            values.add(param);
        }
    }

    private static byte[] damaged(byte[] text, Random random) {
        byte[] copy = text.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes && copy.length > 0; i++) {
            int at = random.nextInt(copy.length);
            copy[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) ":{}[]=-,|\n\" 0x%".charAt(random.nextInt(15));
        }
        int from = random.nextInt(copy.length + 1);
        int to = random.nextInt(4) > 0 ? copy.length : random.nextInt(copy.length + 1);
        return from < to && random.nextInt(4) == 0 ? Arrays.copyOfRange(copy, from, to) : copy;
    }

    @Test
    void damagedValues_areRead_andNothingIsThrown() throws IOException {
        Random random = new Random(20_261_124);
        for (Param param : values()) {
            byte[] value = param.value().toBytes();
            for (int round = 0; round < ROUNDS; round++) {
                Slice damaged = Slice.copyOf(damaged(value, random));
                ParamValue read = new Params().parse(param.name(), damaged);
                int unknown = read.unknown().stream().mapToInt(Slice::length).sum();
                assertThat(unknown).as(param.name().text()).isLessThanOrEqualTo(damaged.length());
            }
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("values")
    void digitThatBecameALetter_makesItsLineUnknown(Param param) {
        if (STRICT.contains(ParamKind.of(param.name()))) {
            byte[] value = param.value().toBytes();
            IntStream.range(0, value.length)
                    .filter(at -> value[at] >= '0' && value[at] <= '9')
                    .filter(at -> at % 3 == 0 && isNumber(value, at))
                    .forEach(at -> expectUnknown(param, value.clone(), at));
        }
    }

    /** Digits of words, of titles of tables and of what is kept as text are none. */
    private static boolean isNumber(byte[] text, int at) {
        int from = at;
        while (from > 0 && (Character.isLetterOrDigit(text[from - 1]) || text[from - 1] == '_')) {
            from--;
        }
        int start = lineStart(text, at);
        String before = new String(text, start, from - start, ISO_8859_1);
        boolean kept = before.contains("uuid=")
                || before.endsWith("data=[")
                || (before.startsWith("lrh=[") && !before.contains("] fid=["));
        boolean title = new String(text, start, text.length - start, ISO_8859_1)
                .lines()
                .findFirst()
                .orElse("")
                .contains("cum");
        return text[from] >= '0' && text[from] <= '9' && !title && !kept;
    }

    private static int lineStart(byte[] text, int at) {
        int start = at;
        while (start > 0 && text[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static void expectUnknown(Param param, byte[] value, int at) {
        value[at] = 'z';
        Slice line = Slice.copyOf(value).scan().line();
        Scan lines = Slice.copyOf(value).scan();
        for (int passed = 0; passed <= at; passed += line.length() + 1) {
            line = lines.line();
        }
        Slice damaged = line;

        ParamValue read = new Params().parse(param.name(), Slice.copyOf(value));

        assertThat(read.unknown())
                .as("%s with a damaged line: %s", param.name(), damaged)
                .anySatisfy(unknown -> assertThat(unknown.text()).contains(damaged.text()));
    }

    @Test
    void linesPutInBetween_areUnknown_andTheOthersStay() {
        Slice name = Slice.of("mdt.s-MDT0000.md_stats");
        String good =
                "snapshot_time 1688603042.554807135 secs.nsecs\nopen 3 samples [usecs] 686 16407 18634 272034926\n";
        ParamValue.Statistics whole = (ParamValue.Statistics) new Params().parse(name, Slice.of(good));
        for (String noise : List.of("error: get_param: no", "\0\0", "= = =", "open 3", "é", ":::", "- job_id: x")) {
            ParamValue.Statistics read = (ParamValue.Statistics)
                    new Params().parse(name, Slice.of(good.replace("\nopen", "\n" + noise + "\nopen")));

            assertThat(read.unknown()).containsExactly(Slice.of(noise));
            assertThat(read.counters()).isEqualTo(whole.counters());
            assertThat(read.times()).isEqualTo(whole.times());
        }
    }

    @Test
    void damagedStreams_loseNoByte_andEnd() throws IOException {
        byte[] text = Recorded.bytes("capture/03-lctl/params/mdt.X.exports.X.X.out");
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = damaged(text, random);
            ParamReader reader = new ParamReader(new ByteArrayInputStream(damaged));
            int bytes = 0;
            int params = 0;
            while (reader.next()) {
                Param param = reader.param();
                params++;
                bytes += param.name().length() + param.value().length();
            }
            // Beside names and values there are an equals sign and up to two line feeds for each.
            assertThat(damaged.length - bytes).isBetween(0, 3 * params + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"04-lnetctl/net-show-v.out", "04-lnetctl/peer-show-v.out", "04-lnetctl/err-ping.out"})
    void damagedYaml_isRead_orRefusedWithACode(String file) throws IOException {
        byte[] text = Recorded.bytes("capture/" + file);
        Random random = new Random(11);
        for (int round = 0; round < ROUNDS; round++) {
            try {
                LnetReport.read(Slice.copyOf(damaged(text, random)));
            } catch (ParamFormatException e) {
                assertThat(e.code()).isIn("CORAL-LUSTRE-103", "CORAL-LUSTRE-104");
            }
        }
    }

    @Test
    void damagedTables_areRead() throws IOException {
        Random random = new Random(13);
        byte[] df = Recorded.bytes("capture/05-lfs/df-v.out");
        byte[] dl = Recorded.bytes("capture/03-lctl/dl-t.out");
        for (int round = 0; round < 1000; round++) {
            SpaceReport.read(Slice.copyOf(damaged(df, random)));
            Devices.read(Slice.copyOf(damaged(dl, random)));
        }
    }
}
