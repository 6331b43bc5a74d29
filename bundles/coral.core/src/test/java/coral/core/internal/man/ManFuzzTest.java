// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.man;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ManFuzzTest {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(".SH X", "'", "\\", "\n", "\r", "\"", "-", "%n", "%%", "\u0085", "\u2028", "\ud800", "a")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    /** What a dropped bundle says of its commands makes no request of its own. */
    @Property
    void descriptions_areTextAlone(@ForAll("texts") String text) {
        CommandSpec spec = CommandSpec.create().name("x");
        spec.usageMessage().description(text, text);
        spec.addOption(OptionSpec.builder("--o").description(text).build());

        String page = new ManPage(new CommandLine(spec)).text("1");

        assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                .allMatch(line -> line.matches("\\.(TH|SH|PP|TP|B|RI|I)( .*)?"));
        assertThat(page.lines().filter(line -> line.startsWith(".SH"))).hasSize(4);
    }
}
