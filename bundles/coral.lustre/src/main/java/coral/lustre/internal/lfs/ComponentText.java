// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.problem.ProblemException;
import coral.lustre.layout.Component;
import coral.lustre.layout.ComponentDetail;
import coral.lustre.layout.ComponentFlags;
import coral.lustre.layout.FileExtent;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** The lines of one component: its own, and those of its striping. */
record ComponentText(Fields entry, Fields placement) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("''yyyy-MM-dd'T'HH:mm:ssZ''");
    private static final long U32 = 0xffffffffL;

    Component read(boolean directory) throws ProblemException {
        int id = entry.text("lcme_id").equals("N/A") ? 0 : (int) entry.number("lcme_id", U32);
        String words = entry.text("lcme_flags");
        ComponentFlags flags = ComponentFlags.parse(words).orElseThrow(() -> entry.bad("lcme_flags", words));
        FileExtent extent = extent();
        Component component = new Component(
                id, flags, extent, detail(), PlacementText.of(placement, flags, flags.instantiated(), directory));
        String mirror = entry.find("lcme_mirror_id").orElse("N/A");
        if (!mirror.equals("N/A") && !mirror.equals(String.valueOf(component.mirrorId()))) {
            throw entry.contradiction("the mirror of another component");
        }
        return component;
    }

    private FileExtent extent() throws ProblemException {
        long start = entry.number("lcme_extent.e_start", -1L);
        long end =
                entry.text("lcme_extent.e_end").equals("EOF") ? FileExtent.EOF : entry.number("lcme_extent.e_end", -1L);
        if (Long.compareUnsigned(start, end) > 0) {
            throw entry.contradiction("an extent that ends before it starts");
        }
        return new FileExtent(start, end);
    }

    private ComponentDetail detail() throws ProblemException {
        return new ComponentDetail(
                0,
                time(),
                (int) entry.number("lcme_mirror_link_id", 0xffff, 0),
                (int) entry.number("lcme_dstripe_count", 0xff, 0),
                (int) entry.number("lcme_cstripe_count", 0xff, 0),
                0,
                0,
                0);
    }

    /** Seconds in YAML, a date in text. */
    private long time() throws ProblemException {
        String text = entry.find("lcme_timestamp").orElse("0");
        if (!text.startsWith("'")) {
            return entry.number("lcme_timestamp", 0xffffffffffffL, 0);
        }
        try {
            long seconds = OffsetDateTime.parse(text, TIME).toEpochSecond();
            if (seconds >= 0) {
                return seconds;
            }
        } catch (DateTimeParseException e) {
            throw entry.bad("lcme_timestamp", text);
        }
        throw entry.bad("lcme_timestamp", text);
    }
}
