// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.posix.Errno;
import coral.core.posix.Names;
import coral.core.problem.Problem;

/** The problem for a status that the server itself decided on: no such path, a request that cannot be read. */
final class Statuses {
    private Statuses() {}

    static Problem problem(int status, String path) {
        return switch (status) {
            case 404 -> notFound(path);
            case 405 -> Problem.of("CORAL-HTTP-003", Errno.EOPNOTSUPP, "the method is not allowed here");
            case 413 -> Problem.of("CORAL-HTTP-006", Errno.EFBIG, "the body is too large");
            case 414 -> Problem.of("CORAL-HTTP-007", Errno.ENAMETOOLONG, "the address is too long; the most is 8 KiB");
            case 431 -> Problem.of("CORAL-HTTP-007", Errno.ENAMETOOLONG, "the headers are too long; the most is 8 KiB");
            case 503 -> Problem.of("CORAL-HTTP-018", Errno.EAGAIN, "the node is busy, starting or stopping");
            default ->
                status >= 500
                        ? new Problem(
                                "CORAL-HTTP-001", Errno.EIO, "the request failed unexpectedly", "see log/coral.log")
                        : Problem.of("CORAL-HTTP-008", Errno.EINVAL, "the request is not understood");
        };
    }

    static Problem notFound(String path) {
        return new Problem(
                "CORAL-HTTP-002",
                Errno.ENOENT,
                "there is nothing at " + shown(path),
                "/api/v1/openapi.json lists what there is");
    }

    /** One printable line of bounded length. */
    static String shown(String path) {
        return Names.printable(path.length() > 256 ? path.substring(0, 256) + "…" : path);
    }
}
