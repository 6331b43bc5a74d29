// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleConfigurationsTest {
    private static final String METATYPE = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.2.0">
              <OCD id="probe" name="Probe">
                <AD id="name" type="String" default=""/>
                <AD id="interval.seconds" type="Integer" min="1" max="60"/>
                <AD id="on" type="Boolean"/>
                <AD id="hosts" type="String" cardinality="2147483647"/>
                <AD id="mode" type="String"><Option label="a" value="fast"/><Option label="b" value="safe"/></AD>
              </OCD>
              <Designate pid="coral.probe"><Object ocdref="probe"/></Designate>
              <Designate factoryPid="coral.probes"><Object ocdref="probe"/></Designate>
            </metatype:MetaData>
            """;

    @TempDir
    private Path folder;

    private BundleConfigurations configurations;

    @BeforeEach
    void describe() throws Exception {
        Metatypes described = new Metatypes();
        described.read(new ByteArrayInputStream(METATYPE.getBytes(StandardCharsets.UTF_8)));
        configurations = new BundleConfigurations(described);
    }

    @Test
    void secondFile_goesOverTheFirst_keyByKey() throws Exception {
        add("{'coral.probe': {'name': 'a', 'on': true}, 'other': {'x': 1}}");
        add("{'coral.probe': {'name': '${who}'}}");

        Path written = folder.resolve("written.json");
        configurations.write(written);

        assertThat(written)
                .content()
                .contains("\"coral.probe\":{\"name\":\"me\",\"on\":true}", "\"other\":{\"x\":1}", ":configurator:");
    }

    @Test
    void writtenFile_isForItsOwnerAlone_whatWasThereBefore() throws Exception {
        add("{'coral.probe': {'name': 'secret'}}");
        Path written = Files.writeString(folder.resolve("written.json"), "from an older start");
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r--r--"));

        configurations.write(written);

        assertThat(written).content().contains("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
                .isEqualTo("rw-------");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("coral.json", "written.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ // comment\n 'coral.probe': {'interval.seconds': 60}}",
                "{'coral.probe': {'hosts': ['a', 'b'], 'mode': 'safe', 'service.ranking': 4}}",
                "{'coral.probe': {'interval.seconds:Integer': 1, 'log.target': '(a=b)'}}",
                "{'coral.probes~one': {'name': 'x'}}",
                "{'acme.mover': {'any': 1}}",
                "{'coral.gone.mover': {'any': 1}}",
                "{}"
            })
    void whatBundlesDescribe_isTaken(String json) throws Exception {
        add(json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'coral.probe': {'nam': 'x'}}               | LAUNCH-015 | unknown key 'nam'; allowed are hosts, interval
                    {'coral.probes~one': {'nam': 'x'}}          | LAUNCH-015 | coral.probes~one
                    {'coral.probe': {'name': 4}}                | LAUNCH-016 | name = 4 is not allowed; it takes a text
                    {'coral.probe': {'name': ['a', 'b']}}       | LAUNCH-016 | name
                    {'coral.probe': {'interval.seconds': 61}}   | LAUNCH-016 | 61 is not allowed; it takes a whole number from 1 to 60
                    {'coral.probe': {'interval.seconds': 1.5}}  | LAUNCH-016 | 1.5
                    {'coral.probe': {'interval.seconds': '4'}}  | LAUNCH-016 | "4"
                    {'coral.probe': {'on': 'yes'}}              | LAUNCH-016 | true or false
                    {'coral.probe': {'mode': 'slow'}}           | LAUNCH-016 | one of fast, safe
                    {'coral.prob': {'name': 'x'}}               | LAUNCH-014 | did you mean coral.probe? Of Coral there are coral.probe, coral.probes
                    {'coral.Porbe~one': {'name': 'x'}}          | LAUNCH-014 | did you mean coral.probe?
                    {'coral.probess': {'name': 'x'}}            | LAUNCH-014 | did you mean coral.probes?
                    {'coral.probe': 3}                          | LAUNCH-013 | coral.probe
                    {'coral.probe': {'name': 'x',}}             | LAUNCH-013 | lineNumber=1
                    {'coral.probe': {'name': '${nobody}'}}      | LAUNCH-004 | ${nobody}
                    [1]                                         | LAUNCH-013 | JsonObject
                    {                                           | LAUNCH-013 | coral.json
                    """, quoteCharacter = '^')
    void anythingElse_isRefused_namingFileKeyAndWhatIsAllowed(String json, String code, String words) {
        assertThatThrownBy(() -> add(json)).hasMessageContainingAll(code, folder + "/coral.json", words);
    }

    /** Of a bundle that was dropped once, and whose jar is gone: no reason not to start. */
    @Test
    void pidOfNobody_isToldOf_andPassedOn() throws Exception {
        add("{'coral.gone': {'x': 1}, 'coral.gone.mover~one': {'y': 2}, 'acme': {'z': 3}, 'coral.probe': {}}");

        assertThat(configurations.unclaimed()).containsOnlyKeys("coral.gone", "coral.gone.mover");
        Path written = folder.resolve("written.json");
        configurations.write(written);
        assertThat(written).content().contains("\"coral.gone\":{\"x\":1}", "\"coral.gone.mover~one\":{\"y\":2}");
    }

    @Test
    void emptyFile_isRefused() {
        assertThatThrownBy(() -> add("")).hasMessageContaining("LAUNCH-013");
    }

    @Test
    void absentFile_isRefused() {
        assertThatThrownBy(() -> configurations.add(folder.resolve("none"), Map.of()))
                .hasMessageContaining("none");
    }

    private void add(String json) throws Exception {
        Path file = Files.writeString(folder.resolve("coral.json"), json.replace('\'', '"'));
        configurations.add(file, Map.of("who", "me"));
    }
}
