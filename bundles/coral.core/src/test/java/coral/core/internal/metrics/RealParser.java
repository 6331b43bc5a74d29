// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads expositions with Prometheus' own client for Python (Debian: python3-prometheus-client). */
final class RealParser {
    private static final String SCRIPT = """
            import json, sys
            text = open(sys.argv[1], encoding='utf-8', newline='').read()
            if 'openmetrics' in sys.argv[2]:
                from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
            else:
                from prometheus_client.parser import text_string_to_metric_families as parse
            for family in parse(text):
                for sample in family.samples:
                    labels = ' '.join(k + '=' + v for k, v in sorted(sample.labels.items()))
                    print(json.dumps([family.type, family.documentation, sample.name, labels, float(sample.value)]))
            """;

    private RealParser() {}

    static boolean isHere() {
        return Files.exists(Path.of("/usr/lib/python3/dist-packages/prometheus_client/parser.py"));
    }

    /** Type, help, name, labels and value of each sample; an exception when the parser refuses the text. */
    static List<String> read(Exposition exposition, Path folder) throws IOException, InterruptedException {
        Path text = Files.writeString(folder.resolve("text"), exposition.text());
        Path out = folder.resolve("out");
        Process python = new ProcessBuilder("/usr/bin/python3", "-c", SCRIPT, text.toString(), exposition.contentType())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        if (!python.waitFor(30, TimeUnit.SECONDS) || python.exitValue() != 0) {
            python.destroyForcibly();
            throw new IOException("refused: " + Files.readString(out) + "\n" + exposition.text());
        }
        List<String> samples = new ArrayList<>();
        for (String line : Files.readAllLines(out, StandardCharsets.UTF_8)) {
            JsonNode fields = new ObjectMapper().readTree(line);
            List<String> texts = new ArrayList<>();
            fields.forEach(field -> texts.add(field.asText()));
            samples.add(String.join("|", texts));
        }
        return samples;
    }
}
