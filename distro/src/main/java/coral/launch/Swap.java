// SPDX-License-Identifier: Apache-2.0
package coral.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts folders that were unpacked beside a home in the place of the home's own, which are kept. All or nothing: before
 * {@link #decide} has returned a crash leaves the old ones, after it {@link #finish} ends what a crash interrupted.
 *
 * <p>For the process that holds the home's lock.
 */
final class Swap {
    private static final String UNPACKED = "restore.new";
    private static final String DECIDED = "restore.decided";
    private static final Pattern ASIDE = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final List<String> FOLDERS = List.of("data", "conf", "deploy");

    private final Path home;
    private final Steps steps;

    /** Told between any two steps of what must survive a crash; tests stop there. */
    @FunctionalInterface
    interface Steps {
        void before(String step) throws IOException;
    }

    Swap(Path home, Steps steps) {
        this.home = home;
        this.steps = steps;
    }

    /** Ends what a crash has interrupted in this home; true if there was something. */
    static boolean finish(Path home) throws IOException {
        return new Swap(home, step -> {}).finish();
    }

    /** An empty folder to unpack to, on the device of the home. */
    Path unpackHere() throws IOException {
        Path unpacked = home.resolve(UNPACKED);
        remove(unpacked);
        return Files.createDirectory(unpacked);
    }

    /** Gives up what was unpacked. */
    void forget() throws IOException {
        remove(home.resolve(UNPACKED));
    }

    /** The home's folder that another one of the same name cannot take the place of by a rename. */
    static Optional<String> inTheWay(Path home) throws IOException {
        Object device = Files.getAttribute(home, "unix:dev");
        for (String name : FOLDERS) {
            Path folder = home.resolve(name);
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    && (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                            || !device.equals(Files.getAttribute(folder, "unix:dev")))) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** From now on what was unpacked, and is durable, counts. */
    void decide(String aside) throws IOException {
        sync(home.resolve(UNPACKED));
        Files.createDirectory(home.resolve(aside));
        Path staging = home.resolve("." + DECIDED + ".new");
        Files.writeString(staging, aside, StandardCharsets.UTF_8);
        sync(staging);
        steps.before("decide");
        Files.move(staging, home.resolve(DECIDED), StandardCopyOption.ATOMIC_MOVE);
        sync(home);
        steps.before("decided");
    }

    /** Moves the folders; repeatable after a crash at any point. */
    boolean finish() throws IOException {
        Path decided = home.resolve(DECIDED);
        if (!Files.exists(decided)) {
            return false;
        }
        Path aside = aside(decided);
        for (String name : FOLDERS) {
            if (Files.exists(home.resolve(UNPACKED).resolve(name))) {
                exchange(name, aside);
            }
        }
        sync(aside);
        sync(home);
        steps.before("end");
        remove(home.resolve(UNPACKED));
        Files.delete(decided);
        sync(home);
        return true;
    }

    private Path aside(Path decided) throws IOException {
        String name = new String(Files.readAllBytes(decided), StandardCharsets.UTF_8);
        if (!ASIDE.matcher(name).matches() || FOLDERS.contains(name)) {
            throw new IOException(decided + " is damaged: it should name the folder that takes what was here; write"
                    + " such a name into it, 'before-restore-' and digits, and start again");
        }
        return Files.createDirectories(home.resolve(name));
    }

    private void exchange(String name, Path aside) throws IOException {
        Path current = home.resolve(name);
        if (Files.exists(current)) {
            // Somebody may have made it again since a crash: what is there is kept too.
            Path kept = aside.resolve(name);
            for (int i = 1; Files.exists(kept); i++) {
                kept = aside.resolve(name + "." + i);
            }
            steps.before("aside " + name);
            Files.move(current, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        steps.before("in place " + name);
        Files.move(home.resolve(UNPACKED).resolve(name), current, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(one);
            }
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
