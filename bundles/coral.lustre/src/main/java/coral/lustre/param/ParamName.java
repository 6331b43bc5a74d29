// SPDX-License-Identifier: Apache-2.0
package coral.lustre.param;

/**
 * The parts of a parameter's name. Dots stand between the parts and within NIDs, so that they are told apart by the
 * names that Lustre has (2.7 to 2.17).
 *
 * @param module the first part, such as {@code mdt} or {@code osd-ldiskfs}; empty for a name of one part
 * @param device what it is of: a target or device ({@code scratch-MDT0000}, {@code MGC10.0.0.1@tcp}), a name space of
 *     locks, {@code OSS}; empty where there is none
 * @param client the NID of the client that it counts, for those below {@code exports}; else empty
 * @param path what stands between the device and the last part, such as {@code hsm}, {@code pool.fast} or
 *     {@code ost_io}; empty where there is nothing
 * @param leaf the last part, such as {@code stats}
 */
public record ParamName(String module, String device, String client, String path, String leaf) {
    private static final String EXPORTS = ".exports.";

    /** The parts of a name. */
    public static ParamName of(Slice name) {
        String text = name.text();
        int first = text.indexOf('.');
        int last = text.lastIndexOf('.');
        if (first < 0) {
            return new ParamName("", "", "", "", text);
        }
        String module = text.substring(0, first);
        String leaf = text.substring(last + 1);
        String middle = first == last ? "" : text.substring(first + 1, last);
        int exports = (middle + ".").indexOf(EXPORTS);
        if (exports >= 0) {
            String client = middle.substring(Math.min(middle.length(), exports + EXPORTS.length()));
            return new ParamName(module, middle.substring(0, exports), client, "exports", leaf);
        }
        return of(module, middle, leaf);
    }

    private static ParamName of(String module, String middle, String leaf) {
        String directory = "";
        String rest = middle;
        if (module.equals("ldlm")) {
            int dot = middle.indexOf('.');
            directory = dot < 0 ? middle : middle.substring(0, dot);
            rest = dot < 0 ? "" : middle.substring(dot + 1);
        }
        int end = endOfDevice(rest);
        String below = rest.substring(Math.min(rest.length(), end + 1));
        String path = directory + (directory.isEmpty() || below.isEmpty() ? "" : ".") + below;
        return new ParamName(module, rest.substring(0, end), "", path, leaf);
    }

    /** An MGC has the NID of its server in its name, whose dots end where the network begins. */
    private static int endOfDevice(String rest) {
        int from = rest.startsWith("MGC") ? Math.max(0, rest.indexOf('@')) : 0;
        int dot = rest.indexOf('.', from);
        return dot < 0 ? rest.length() : dot;
    }
}
