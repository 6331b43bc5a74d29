// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

import java.util.ArrayList;
import java.util.List;

/** {@code hsm.agents}: the copytools that are registered at one MDT; none when nothing is printed. */
public record HsmAgents(List<Agent> agents, List<Slice> unknown) implements ParamValue {
    /** Copies the lists. */
    public HsmAgents {
        agents = List.copyOf(agents);
        unknown = List.copyOf(unknown);
    }

    /**
     * One agent.
     *
     * @param uuid of the client that the copytool runs on
     * @param archiveIds the archives it serves; none where it serves {@code ANY}
     * @param current requests that it works on
     * @param ok requests that succeeded
     * @param errors requests that failed
     */
    public record Agent(String uuid, List<Integer> archiveIds, long current, long ok, long errors) {
        /** Copies the list. */
        public Agent {
            archiveIds = List.copyOf(archiveIds);
        }
    }

    static ParamValue read(Slice value) {
        List<Agent> agents = new ArrayList<>();
        List<Slice> unknown = new ArrayList<>();
        Scan lines = value.scan();
        while (!lines.atEnd()) {
            Slice line = lines.line();
            if (!agent(HsmFields.of(line), agents)) {
                unknown.add(line);
            }
        }
        return new HsmAgents(agents, unknown);
    }

    private static boolean agent(HsmFields fields, List<Agent> agents) {
        String uuid = fields.word("uuid");
        Scan in = fields.scan("requests").must("current:");
        long current = in.unsigned();
        long ok = in.must("ok:").unsigned();
        long errors = in.must("errors:").unsigned();
        List<Integer> archives = archives(fields.word("archive_id"));
        boolean whole = in.done() && !fields.failed() && !archives.contains(-1);
        if (whole) {
            agents.add(new Agent(uuid, archives, current, ok, errors));
        }
        return whole;
    }

    /** A number that cannot be read is -1. */
    private static List<Integer> archives(String text) {
        List<Integer> archives = new ArrayList<>();
        if (!text.equals("ANY")) {
            for (String word : text.split(",", -1)) {
                Scan in = Slice.of(word).scan();
                long id = in.unsigned();
                archives.add(in.done() && id >= 0 && id <= Integer.MAX_VALUE ? (int) id : -1);
            }
        }
        return archives;
    }
}
