// SPDX-License-Identifier: Apache-2.0
package coral.lustre.internal.lfs;

import coral.core.lustre.Fid;
import coral.core.problem.ProblemException;
import coral.lustre.layout.DirectoryEntry;
import coral.lustre.layout.DirectoryLayout.Stripe;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lfs getdirstripe line by line, text and YAML alike; for one text. */
public final class GetdirstripeParser {
    static final String COMMAND = "lfs getdirstripe";

    private static final Pattern PAIR = Pattern.compile("(?:\\(Default\\))?(lmv_[a-z_]+):(?:\\s+|$)");
    private static final Pattern ROW = Pattern.compile("\\s*(0x[0-9a-f]+|[0-9]+)\\t\\t (\\[\\S+])(?:\\t\\t)?(?: \\*)?");
    private static final Pattern YAML = Pattern.compile("\\s+(- l_mdt_idx|l_fid):\\s+(\\S+)");
    private static final String TABLE_HEAD = "mdtidx\t\t FID[seq:oid:ver]";
    private static final String INHERITED = "(Default)";

    private final boolean defaults;
    private final List<DirectoryEntry> entries = new ArrayList<>();
    private final PathLines path = new PathLines(COMMAND);
    private final List<Stripe> stripes = new ArrayList<>();
    private Fields fields = new Fields(COMMAND);
    private int pendingMdt = -1;

    /** A parser of layouts for new directories, or of those that directories have. */
    public GetdirstripeParser(boolean defaults) {
        this.defaults = defaults;
    }

    /** Reads all of it. */
    public List<DirectoryEntry> parse(String text) throws ProblemException {
        for (String line : Printed.lines(COMMAND, text)) {
            read(line);
        }
        end();
        if (!path.isEmpty()) {
            throw Printed.problem(COMMAND, path.take(), "nothing follows a name");
        }
        return List.copyOf(entries);
    }

    private void read(String line) throws ProblemException {
        Matcher pair = PAIR.matcher(line);
        if (pair.lookingAt()) {
            pairs(line, pair);
        } else if (fields.isEmpty() || !stripe(line)) {
            name(line);
        }
    }

    /** A part of a directory's name; an empty line is one only within a name. */
    private void name(String line) throws ProblemException {
        if (line.isEmpty() && path.isEmpty()) {
            return;
        }
        end();
        path.add(line);
    }

    private void pairs(String line, Matcher pair) throws ProblemException {
        if (fields.has(pair.group(1))) {
            end();
        }
        boolean more = true;
        while (more) {
            String key = pair.group(1);
            int from = pair.end();
            more = pair.find();
            if (fields.has(key)) {
                throw Printed.problem(COMMAND, line, key + " comes twice");
            }
            fields.put(
                    key,
                    line.substring(from, more ? pair.start() : line.length()).strip());
        }
    }

    /** True if the line is of a list of stripes. */
    private boolean stripe(String line) throws ProblemException {
        Matcher row = ROW.matcher(line);
        Matcher yaml = YAML.matcher(line);
        if (row.matches()) {
            stripes.add(new Stripe(mdt(line, row.group(1)), fid(line, row.group(2))));
        } else if (yaml.matches() && yaml.group(1).equals("l_fid") && pendingMdt >= 0) {
            stripes.add(new Stripe(pendingMdt, fid(line, yaml.group(2))));
            pendingMdt = -1;
        } else if (yaml.matches() && !yaml.group(1).equals("l_fid") && pendingMdt < 0) {
            pendingMdt = mdt(line, yaml.group(2));
        } else {
            return line.equals(TABLE_HEAD);
        }
        return true;
    }

    private static int mdt(String line, String text) throws ProblemException {
        return Printed.number(text)
                .filter(n -> n >= 0 && n <= 0xffff)
                .orElseThrow(() -> Printed.problem(COMMAND, line, "an MDT's index that cannot be"))
                .intValue();
    }

    private static Fid fid(String line, String text) throws ProblemException {
        return Printed.fid(text).orElseThrow(() -> Printed.problem(COMMAND, line, "'" + text + "' is no FID"));
    }

    private void end() throws ProblemException {
        if (fields.isEmpty()) {
            return;
        }
        if (pendingMdt >= 0) {
            throw fields.contradiction("a stripe without FID");
        }
        String name = path.take();
        boolean marked = name.startsWith(INHERITED);
        entries.add(DirectoryText.entry(
                marked ? name.substring(INHERITED.length()) : name, fields, List.copyOf(stripes), defaults || marked));
        stripes.clear();
        fields = new Fields(COMMAND);
    }
}
