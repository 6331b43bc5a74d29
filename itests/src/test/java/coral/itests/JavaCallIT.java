// SPDX-License-Identifier: Apache-2.0
package coral.itests;

class JavaCallIT extends CallContract {
    @Override
    TestNode prepare(TestNode node) {
        return node.with("CORAL_JAVA_CLIENT", "1");
    }
}
