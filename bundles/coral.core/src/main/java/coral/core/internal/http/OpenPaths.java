// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which paths may be read without a token. */
final class OpenPaths {
    /** A browser sends no token when it opens a page: the console's files hold no secret, their scripts ask for it. */
    private static final List<String> OF_CONSOLE = List.of("/", "/favicon.ico", "/console", "/console/");

    private final List<String> paths;

    /** @param configured paths, or beginnings that end in a slash, with commas between */
    OpenPaths(String configured) {
        paths = Stream.concat(
                        OF_CONSOLE.stream(),
                        Arrays.stream(configured.split(",")).map(String::strip).filter(path -> path.startsWith("/")))
                .toList();
    }

    boolean isOpen(String path) {
        return paths.stream()
                .anyMatch(open ->
                        open.equals(path) || (open.length() > 1 && open.endsWith("/") && path.startsWith(open)));
    }
}
