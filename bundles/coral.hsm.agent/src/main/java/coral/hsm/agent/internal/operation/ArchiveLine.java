// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.operation;

import coral.hsm.agent.internal.archive.ArchiveEntry;
import java.util.Map;
import java.util.TreeMap;

/** An archive's configuration in JSON. Immutable. */
public record ArchiveLine(
        long id, String type, String uuid, int threads, boolean prepared, Map<String, String> options) {
    static ArchiveLine of(ArchiveEntry entry) {
        return new ArchiveLine(
                entry.config().id().number(),
                entry.config().type(),
                entry.config().uuid(),
                entry.config().threads(),
                entry.prepared(),
                new TreeMap<>(entry.config().options()));
    }

    /** One line for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(id).append(" --type ").append(type).append(" --threads ").append(threads);
        options.forEach(
                (key, value) -> text.append(" --").append(key).append(' ').append(value));
        return text.append(prepared ? "" : " (adding it was cut short)").toString();
    }
}
