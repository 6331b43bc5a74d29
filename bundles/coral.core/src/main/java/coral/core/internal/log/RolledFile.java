// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A log that is renamed to {@code name.1.log}, {@code name.2.log}, … when it has grown. For one thread. */
final class RolledFile {
    private static final int MOST_ROLLED = 100;
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Path folder;
    private final String name;

    /** The log {@code name.log} in {@code folder}. */
    RolledFile(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Hands out every line, the oldest first; what is rolled meanwhile may be missed. */
    void read(Consumer<String> lines) throws IOException {
        for (Path file : files()) {
            readOne(file, lines);
        }
    }

    private static void readOne(Path file, Consumer<String> lines) throws IOException {
        InputStream opened;
        try {
            opened = Files.newInputStream(file);
        } catch (NoSuchFileException e) { // It was the oldest one.
            return;
        }
        try (BufferedReader in = reader(opened)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.accept(line);
            }
        }
    }

    /**
     * Hands out every line that is written from now on, until the thread is interrupted. {@code idle} is called whenever
     * all that is there was handed out.
     */
    void follow(Consumer<String> lines, Runnable idle) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".log");
        long skipped = Files.exists(file) ? Files.size(file) : 0;
        while (true) {
            Object key = key(file);
            try (InputStream in = Files.newInputStream(file)) {
                in.skipNBytes(Math.min(skipped, Files.size(file)));
                followOne(in, file, key, lines, idle);
            } catch (NoSuchFileException e) {
                idle.run();
                Thread.sleep(LOOK_AGAIN_MILLIS); // It is being renamed.
            }
            skipped = 0;
        }
    }

    private static void followOne(InputStream in, Path file, Object key, Consumer<String> lines, Runnable idle)
            throws IOException, InterruptedException {
        LineSplitter splitter = new LineSplitter(lines);
        byte[] buffer = new byte[1 << 16];
        while (true) {
            boolean renamed = !key.equals(key(file));
            int read = in.read(buffer);
            if (read > 0) {
                splitter.take(buffer, read);
            } else if (renamed) { // And all that was written to it before has been read since.
                return;
            } else {
                idle.run();
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
        }
    }

    private static Object key(Path file) throws IOException {
        try {
            return Files.getAttribute(file, "unix:ino");
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private List<Path> files() {
        List<Path> found = new ArrayList<>();
        for (int i = MOST_ROLLED; i > 0; i--) {
            found.add(folder.resolve(name + "." + i + ".log"));
        }
        found.add(folder.resolve(name + ".log"));
        return found.stream().filter(Files::exists).toList();
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
