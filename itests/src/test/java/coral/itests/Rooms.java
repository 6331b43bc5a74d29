// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rooms that are built, and the arrows that cnf/rooms.properties allows. */
final class Rooms {
    static final Path ROOT = Path.of(System.getProperty("coral.root"));

    private Rooms() {}

    /** Built jar of each folder of bundles/, by room. */
    static Map<String, Path> jars() {
        Map<String, Path> jars = new TreeMap<>();
        try (Stream<Path> folders = Files.list(ROOT.resolve("bundles"))) {
            for (Path folder :
                    folders.filter(one -> Files.exists(one.resolve("pom.xml"))).toList()) {
                jars.put(String.valueOf(folder.getFileName()), jar(folder.resolve("target")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jars;
    }

    /** The built jar of a room. */
    static Path jar(String room) {
        return Objects.requireNonNull(jars().get(room), room);
    }

    private static Path jar(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> !file.toString().endsWith("-tests.jar"))
                    .toList();
            if (jars.size() != 1) {
                throw new IOException(target + " should have one jar and has " + jars);
            }
            return jars.get(0);
        }
    }

    /** The rooms that each room may import from. */
    static Map<String, Set<String>> arrows() {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(ROOT.resolve("cnf/rooms.properties"))) {
            read.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Set<String>> arrows = new TreeMap<>();
        read.stringPropertyNames()
                .forEach(room -> arrows.put(room, Set.of(read.getProperty(room).split(" "))));
        return arrows;
    }

    /** The room that a package belongs to: the longest name that it begins with, or the package itself. */
    static String ofPackage(String name, Set<String> rooms) {
        String found = name;
        int longest = 0;
        for (String room : rooms) {
            if ((name.equals(room) || name.startsWith(room + ".")) && room.length() > longest) {
                found = room;
                longest = room.length();
            }
        }
        return found;
    }
}
