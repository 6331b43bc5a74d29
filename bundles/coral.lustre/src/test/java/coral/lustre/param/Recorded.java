// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The recorded outputs beside the tests; their README says where they came from. */
final class Recorded {
    static final Path ROOT = Path.of("src/test/resources/coral/lustre/param");

    private Recorded() {}

    static byte[] bytes(String file) throws IOException {
        Path path = ROOT.resolve(file);
        try (InputStream in = Files.newInputStream(path);
                InputStream text = file.endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return text.readAllBytes();
        }
    }

    static Slice slice(String file) throws IOException {
        return Slice.copyOf(bytes(file));
    }

    /** Files below a folder, by their paths from {@link #ROOT}. */
    static List<String> below(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> ROOT.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
