// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;

class NativeCallIT extends CallContract {
    @Override
    TestNode prepare(TestNode node) {
        assumeTrue(Files.isDirectory(TestNode.DIST.resolve("lib/client")), "built without a C compiler");
        return node;
    }
}
