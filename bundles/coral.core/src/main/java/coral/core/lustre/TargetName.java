// SPDX-License-Identifier: Apache-2.0
package coral.core.lustre;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a target, the service that one device of a server gives: an MGS, or an MDT or OST with its file system
 * and index. Immutable; sorted as people list them: MGSs, then MDTs, then OSTs, each by file system and index.
 */
public sealed interface TargetName extends Comparable<TargetName> {
    /** Largest index: mkfs.lustre takes 0xffff for "none yet". */
    int MAX_INDEX = 0xfffe;

    /** What a target keeps. */
    enum Kind {
        MGS,
        MDT,
        OST
    }

    /** What it keeps. */
    Kind kind();

    /**
     * An MGS. Lustre calls every one {@code MGS}; where a site has several, each has the id that the cluster's
     * configuration gives it.
     *
     * @param id letters, digits, {@code -} and {@code _}; nothing that reads as the name of an MDT or OST
     */
    record Mgs(String id) implements TargetName {
        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
        private static final Pattern LIKE_INDEXED = Pattern.compile("(?i).*-(MDT|OST)[0-9a-f]+");

        /** Lustre's own name; after the patterns, which it is checked with. */
        public static final Mgs LUSTRE = new Mgs("MGS");

        /** Checks the id. */
        public Mgs {
            if (!isId(id)) {
                throw new IllegalArgumentException("not the id of an MGS: '" + id + "'");
            }
        }

        /** Whether an MGS may have this id. */
        public static boolean isId(String text) {
            return ID.matcher(text).matches() && !LIKE_INDEXED.matcher(text).matches();
        }

        @Override
        public Kind kind() {
            return Kind.MGS;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /**
     * An MDT or OST.
     *
     * @param fsName its file system
     * @param kind MDT or OST
     * @param index 0 to {@link #MAX_INDEX}
     */
    record Indexed(FsName fsName, Kind kind, int index) implements TargetName {
        private static final Pattern TEXT = Pattern.compile("(.{1,8})([-:=])(MDT|OST)([0-9a-f]{4})");

        /** Checks kind and index. */
        public Indexed {
            if (kind == Kind.MGS || index < 0 || index > MAX_INDEX) {
                throw new IllegalArgumentException("not an MDT or OST: " + kind + " " + index);
            }
        }

        private static Optional<Indexed> read(String text, String separators) {
            Matcher m = TEXT.matcher(text);
            if (!m.matches() || !separators.contains(m.group(2))) {
                return Optional.empty();
            }
            int index = Integer.parseInt(m.group(4), 16);
            return index > MAX_INDEX
                    ? Optional.empty()
                    : FsName.parse(m.group(1)).map(fs -> new Indexed(fs, Kind.valueOf(m.group(3)), index));
        }

        /** What Lustre calls the target when it speaks to it: {@code scratch-OST0001_UUID}. */
        public String uuid() {
            return this + "_UUID";
        }

        /** {@code scratch-MDT0000}: the index in four hexadecimal digits. */
        @Override
        public String toString() {
            return String.format("%s-%s%04x", fsName, kind, index);
        }
    }

    /** The MDT with this index. */
    static Indexed mdt(FsName fsName, int index) {
        return new Indexed(fsName, Kind.MDT, index);
    }

    /** The OST with this index. */
    static Indexed ost(FsName fsName, int index) {
        return new Indexed(fsName, Kind.OST, index);
    }

    /**
     * Reads {@code MGS}, {@code FS-MDT0000} or {@code FS-OST0000}, as Lustre prints them; empty for anything else, also
     * for the id that a configuration gives to an MGS, which only that configuration knows.
     */
    static Optional<TargetName> parse(String text) {
        if (text.equals(Mgs.LUSTRE.id())) {
            return Optional.of(Mgs.LUSTRE);
        }
        return Indexed.read(text, "-").map(name -> name);
    }

    /** Reads {@code scratch-OST0001_UUID}; empty for anything else. */
    static Optional<Indexed> parseUuid(String text) {
        return text.endsWith("_UUID") ? Indexed.read(text.substring(0, text.length() - 5), "-") : Optional.empty();
    }

    /**
     * Reads the label of a device: as {@link #parse}, and with {@code :} (not yet registered), {@code =} (its
     * configuration is to be written again) or {@code -} after the file system. Empty for anything else, such as the
     * label of an OST that has no index yet ({@code scratch:OSTffff}).
     */
    static Optional<TargetName> parseLabel(String text) {
        Optional<TargetName> plain = parse(text);
        return plain.isPresent() ? plain : Indexed.read(text, ":=").map(name -> name);
    }

    @Override
    default int compareTo(TargetName other) {
        return Comparator.comparing(TargetName::kind)
                .thenComparing(name ->
                        name instanceof Indexed indexed ? indexed.fsName().value() : name.toString())
                .thenComparing(name -> name instanceof Indexed indexed ? indexed.index() : 0)
                .compare(this, other);
    }
}
