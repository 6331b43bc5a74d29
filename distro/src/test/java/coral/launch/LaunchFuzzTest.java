// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.xml.sax.SAXException;

/** Whatever stands in the files that a node reads at its start: it is taken, or refused by code and name of the file. */
class LaunchFuzzTest {
    private static final String PROPERTIES = """
            coral.http.port = 8745
            coral.deploy.dir = ${coral.home}/deploy
            coral.stop.timeout.seconds = 30
            coral.http.host = localhost
            """;

    private static final String JSON = """
            { // bundles
              "coral.probe": {"name": "a", "interval.seconds": 5, "on": true, "hosts": ["a", "b"], "ratio": 0.5},
              "coral.probes~one": {"mode": "fast", "interval.seconds:Integer": 7},
              "acme.mover": {"any": [1, 2], "more": {"x": null}}
            }
            """;

    private static final String METATYPE = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="probe" name="Probe">
                <AD id="name" type="String" default=""/>
                <AD id="interval.seconds" type="Integer" min="1" max="60"/>
                <AD id="ratio" type="Double" min="0" max="most"/>
                <AD id="on" type="Boolean"/>
                <AD id="hosts" type="String" cardinality="2147483647"/>
                <AD id="mode" type="String"><Option label="a" value="fast"/><Option label="b" value="safe"/></AD>
              </OCD>
              <Designate pid="coral.probe"><Object ocdref="probe"/></Designate>
              <Designate factoryPid="coral.probes"><Object ocdref="probe"/></Designate>
            </metatype:MetaData>
            """;

    private static final String[] OF_PROPERTIES = {
        "\0",
        "\\u0000",
        "\\u00",
        "${",
        "${coral.home}",
        "}",
        "\\",
        "\n",
        "=",
        ":",
        "\u00fc",
        "99999999999999999999",
        "-1"
    };

    private static final String[] OF_JSON = {
        "null",
        "1e999999999",
        "18446744073709551621",
        "-0",
        "\"NaN\"",
        ":Double\"",
        ":Integer[]\"",
        ":Collection<Integer>\"",
        ":binary\"",
        "[",
        "]",
        "{",
        "}",
        "//",
        "/*",
        "\"",
        "\\ud800",
        "\\u00",
        ",",
        "${",
        "${who}",
        "\0",
        "'"
    };

    private static final String[] OF_XML = {
        "<", ">", "&", "&#0;", "\"", "</OCD>", "<AD/>", "<!DOCTYPE a>", "]]>", "\0", "min=\"x\"", "type=\"\""
    };

    private Path folder = Path.of("/");
    private Path conf = folder;

    @BeforeTry
    void make() throws IOException {
        folder = Files.createTempDirectory("coral-launch-fuzz");
        conf = Files.createDirectories(folder.resolve("conf"));
    }

    @AfterTry
    void remove() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(one);
            }
        }
    }

    @Provide
    Arbitrary<String> properties() {
        return changed(PROPERTIES, OF_PROPERTIES);
    }

    @Provide
    Arbitrary<String> json() {
        return changed(JSON, OF_JSON);
    }

    @Provide
    Arbitrary<String> metatype() {
        return changed(METATYPE, OF_XML);
    }

    /** The text with up to four changes: something left out, something of {@code words} put in. */
    private static Arbitrary<String> changed(String text, String... words) {
        record Change(int at, int length, String word) {}

        Arbitrary<Change> change = Combinators.combine(
                        Arbitraries.integers().between(0, text.length()),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(words).injectDuplicates(0.1))
                .as(Change::new);
        return change.list().ofMaxSize(4).map(changes -> {
            StringBuilder changed = new StringBuilder(text);
            for (Change one : changes) {
                int at = Math.min(one.at(), changed.length());
                changed.replace(at, Math.min(changed.length(), at + one.length()), one.word());
            }
            return changed.toString();
        });
    }

    @Property(tries = 150)
    void settings_areReadOrRefused(@ForAll("properties") String text) throws IOException {
        Path file = Files.writeString(conf.resolve("coral.properties"), text);
        try {
            Settings settings = Settings.read(folder, folder);
            assertThat(Path.of(settings.get("coral.deploy.dir", "/"))).isAbsolute();
            new HttpSettings(settings).properties(Map.of());
        } catch (LaunchException e) {
            assertThat(e).hasMessageStartingWith("CORAL-LAUNCH-").hasMessageContaining(file.toString());
        }
    }

    @Property(tries = 150)
    void configurations_areReadOrRefused(@ForAll("json") String text) throws Exception {
        Path file = Files.writeString(conf.resolve("coral.json"), text);
        BundleConfigurations read = new BundleConfigurations(described(METATYPE));
        try {
            read.add(file, Map.of("who", "me"));
        } catch (LaunchException e) {
            assertThat(e).hasMessageStartingWith("CORAL-LAUNCH-").hasMessageContaining(file.toString());
            return;
        }
        read.write(conf.resolve("written.json"));
        // The Configurator will take what was taken here.
        new BundleConfigurations(described(METATYPE)).add(conf.resolve("written.json"), Map.of("who", "me"));
    }

    @Example
    void configurations_thatNoParserLikes_areRefusedSoon() throws Exception {
        for (String bad : List.of(
                "{\"coral.probe\": {\"ratio:Double\": \"NaN\"}}",
                "{\"coral.probe\": {\"ratio:Integer\": \"x\"}}",
                "{\"coral.probe\": {\"interval.seconds\": 1e999999999}}",
                "{\"coral.probe\": {\"interval.seconds\": 18446744073709551621}}",
                "{\"acme.mover\": {\"x\": [-9223372036854775809]}}",
                "{\"coral.probe\": {\"name:binary\": \"x\"}}",
                "{\"a\": {\"b\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}}",
                "{\"a\": " + "{\"a\": ".repeat(50_000))) {
            Path file = Files.writeString(conf.resolve("coral.json"), bad);

            assertThatThrownBy(() -> new BundleConfigurations(described(METATYPE)).add(file, Map.of()))
                    .as(bad.substring(0, Math.min(60, bad.length())))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageStartingWith("CORAL-LAUNCH-01")
                    .hasMessageContaining(file.toString());
        }
    }

    @Property(tries = 150)
    void metatypes_ofADroppedBundle_neverStopAStart(@ForAll("metatype") String text) throws Exception {
        Metatypes found;
        try {
            found = described(text);
        } catch (SAXException | IOException e) {
            return; // The folder's bundle is passed over.
        }
        for (String pid : found.pids()) {
            for (Attribute attribute : found.keys(pid).values()) {
                for (Object value : List.of("x", 5L, 0.5, true, new String[] {"a"}, Double.NaN)) {
                    attribute.allows(value);
                }
                assertThat(attribute.describe()).isNotEmpty();
            }
        }
    }

    @Property(tries = 100)
    void jars_withAnyDamage_describeSomethingOrNothing(@ForAll("cuts") int cut, @ForAll("places") List<Integer> flips)
            throws Exception {
        byte[] jar = jar();
        byte[] damaged = cut < jar.length / 4 ? Arrays.copyOf(jar, jar.length - cut) : jar;
        for (int flip : flips) {
            damaged[flip / 8 % damaged.length] ^= (byte) (1 << flip % 8);
        }
        Files.write(folder.resolve("a.jar"), damaged);

        assertThat(Metatypes.of(List.of(folder)).pids()).doesNotContainNull();
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(0, 4000);
    }

    @Provide
    Arbitrary<List<Integer>> places() {
        return Arbitraries.integers().between(0, 100_000).list().ofMinSize(1).ofMaxSize(3);
    }

    private static byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("OSGI-INF/metatype/probe.xml"));
            zip.write(METATYPE.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static Metatypes described(String metatype) throws Exception {
        Metatypes described = new Metatypes();
        described.read(new ByteArrayInputStream(metatype.getBytes(StandardCharsets.UTF_8)));
        return described;
    }
}
