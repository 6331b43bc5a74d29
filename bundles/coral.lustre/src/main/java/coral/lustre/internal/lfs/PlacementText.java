// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.problem.ProblemException;
import coral.lustre.internal.layout.StripeCount;
import coral.lustre.layout.ComponentFlags;
import coral.lustre.layout.LayoutPattern;
import coral.lustre.layout.LovHeader;
import coral.lustre.layout.Placement;
import coral.lustre.layout.StripeObject;
import java.util.List;

/** Makes a placement of what stands in one block of text. */
final class PlacementText {
    private static final long U32 = 0xffffffffL;
    private static final int U16 = 0xffff;
    private static final int UUID_ROOM = 56;

    private PlacementText() {}

    /**
     * Makes a placement.
     *
     * @param instantiated true if there have to be objects
     * @param directory true for a directory's: there are none
     */
    static Placement of(Fields fields, ComponentFlags flags, boolean instantiated, boolean directory)
            throws ProblemException {
        if (fields.has("lhm_magic")) {
            return hsm(fields);
        }
        if (fields.has("lfm_value")) {
            return foreign(fields);
        }
        String words = fields.text("pattern");
        LayoutPattern pattern = LayoutPattern.parse(words).orElseThrow(() -> fields.bad("pattern", words));
        Striping striping = new Striping(fields, directory ? LovHeader.UNTOLD : header(fields), pattern, pool(fields));
        if (flags.extension()) {
            return striping.extension();
        } else if (pattern.onMdt()) {
            return striping.onMdt();
        } else if (directory || !(instantiated || pattern.released())) {
            return striping.template();
        }
        return pattern.released() ? striping.released() : striping.objects();
    }

    private static LovHeader header(Fields fields) throws ProblemException {
        if (!fields.has("magic")) {
            return LovHeader.UNTOLD;
        }
        return new LovHeader(
                (int) fields.number("magic", U32), fields.number("object_id", -1L), fields.number("seq", -1L));
    }

    private static String pool(Fields fields) throws ProblemException {
        String pool = fields.find("pool").orElse("");
        if (fields.has("pool") && !pool.matches("[^\\s/]{1,15}")) {
            throw fields.bad("pool", pool);
        }
        return pool;
    }

    private record Striping(Fields fields, LovHeader header, LayoutPattern pattern, String pool) {
        Placement extension() throws ProblemException {
            long size = fields.number("extension_size", U32 * 1024);
            return new Placement.Extension(header, pattern, size, count(), start(), pool);
        }

        Placement onMdt() throws ProblemException {
            return new Placement.OnMdt(header, pattern, size(), fields.index("mdt_index", U16), pool);
        }

        Placement template() throws ProblemException {
            List<Integer> osts =
                    fields.objects().stream().map(StripeObject::ostIndex).toList();
            return new Placement.Template(header, pattern, size(), count(), start(), pool, osts);
        }

        Placement released() throws ProblemException {
            return new Placement.Released(header, pattern, size(), count(), generation(), pool);
        }

        Placement objects() throws ProblemException {
            List<StripeObject> objects = fields.objects();
            if (objects.isEmpty() || objects.size() != (count() & U16) || size() == 0) {
                throw fields.contradiction(objects.size() + " objects in stripes");
            }
            if (fields.has("stripe_offset") && start() != objects.get(0).ostIndex()) {
                throw fields.contradiction(
                        "the first object is on OST " + objects.get(0).ostIndex());
            }
            return new Placement.Objects(header, pattern, size(), generation(), pool, objects);
        }

        private long size() throws ProblemException {
            return fields.number("stripe_size", U32);
        }

        private int generation() throws ProblemException {
            return (int) fields.number("layout_gen", U16);
        }

        private int start() throws ProblemException {
            return fields.index("stripe_offset", U16);
        }

        private int count() throws ProblemException {
            String text = fields.text("stripe_count");
            if (!text.matches("-?[0-9]{1,5}") || Integer.parseInt(text) > U16 || Integer.parseInt(text) < -32768) {
                throw fields.bad("stripe_count", text);
            }
            return StripeCount.signed(Integer.parseInt(text));
        }
    }

    private static Placement hsm(Fields fields) throws ProblemException {
        int type = type(fields, "lhm_type");
        int flags = HsmWords.component(fields.text("lhm_flags")).orElseThrow(() -> fields.contradiction("lhm_flags"));
        long length = fields.number("lhm_length", U32);
        if (!fields.has("lhm_archive_uuid") || length != UUID_ROOM) {
            return new Placement.Foreign(type, flags, length, "");
        }
        return new Placement.HsmCopy(
                type,
                flags,
                fields.number("lhm_archive_id", -1L),
                fields.number("lhm_archive_ver", -1L),
                quoted(fields, "lhm_archive_uuid"));
    }

    private static Placement foreign(Fields fields) throws ProblemException {
        String value = quoted(fields, "lfm_value");
        long length = coral.core.posix.Names.encode(value).length;
        if (fields.number("lfm_length", U32, length) != length) {
            throw fields.contradiction("a value of another length");
        }
        int type = fields.has("lfm_type") ? type(fields, "lfm_type") : -1;
        return new Placement.Foreign(type, (int) fields.number("lfm_flags", U32, 0), length, value);
    }

    /** A number, and behind it its name. */
    private static int type(Fields fields, String key) throws ProblemException {
        String text = fields.text(key);
        return Printed.number(text.split(" ", 2)[0])
                .filter(n -> n >= 0 && n <= U32)
                .orElseThrow(() -> fields.bad(key, text))
                .intValue();
    }

    private static String quoted(Fields fields, String key) throws ProblemException {
        String text = fields.text(key);
        if (text.length() < 2 || !text.startsWith("'") || !text.endsWith("'")) {
            throw fields.bad(key, text);
        }
        return text.substring(1, text.length() - 1);
    }
}
