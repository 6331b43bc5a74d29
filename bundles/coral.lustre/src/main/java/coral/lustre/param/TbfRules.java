// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;

/** {@code nrs_tbf_rule} of a service: the rules of its token bucket filter, by queue and CPU partition. */
public record TbfRules(List<Rule> rules, List<Slice> unknown) implements ParamValue {
    /** Copies the lists. */
    public TbfRules {
        rules = List.copyOf(rules);
        unknown = List.copyOf(unknown);
    }

    /**
     * One rule, in the order in which they are tried.
     *
     * @param queue {@code regular_requests} or {@code high_priority_requests}
     * @param partition the CPU partition; -1 where none was told
     * @param name of the rule
     * @param condition in Lustre's words, with its braces
     * @param rate RPCs a second
     * @param references queues of clients that it applies to now
     */
    public record Rule(String queue, int partition, String name, String condition, long rate, long references) {}

    static ParamValue read(Slice value) {
        List<Rule> rules = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        String queue = "";
        int partition = -1;
        Scan lines = value.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            Scan in = line.scan();
            if (line.is("regular_requests:") || line.is("high_priority_requests:")) {
                queue = line.part(0, line.length() - 1).text();
                partition = -1;
            } else if (line.startsWith("CPT ")) {
                partition = partition(in.must("CPT"));
            } else if (!line.isEmpty()) {
                rule(in, queue, partition, rules);
            }
            if (in.failed()) {
                unknown.add(line);
            }
        }
        return new TbfRules(rules, unknown);
    }

    private static int partition(Scan in) {
        long partition = in.unsigned();
        in.must(":");
        if (!in.done() || partition < 0 || partition > 0xFFFF) {
            in.fail();
            return -1;
        }
        return (int) partition;
    }

    /** {@code NAME {CONDITION} RATE, ref N}; a condition may have braces and blanks. */
    private static void rule(Scan in, String queue, int partition, List<Rule> rules) {
        String name = in.word().text();
        in.blanks();
        String condition = in.upToLast('}').text();
        long rate = in.unsigned();
        long references = in.must(",").must("ref").unsigned();
        if (in.done() && condition.contains("{")) {
            rules.add(new Rule(queue, partition, name, condition, rate, references));
        } else {
            in.fail();
        }
    }
}
