// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One file and the bytes that it must have: what its users wrote, whatever the node does meanwhile.
 *
 * <p>Users do as the permission bits tell them: whoever finds them withheld once the file is open leaves it alone. They
 * change and look at a file one after another; the node's commands wait for nobody.
 */
final class StormFile {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final int MOST_BYTES = 6 << 20;

    private final Path directory;
    private final int owner;
    private volatile Path path;
    private byte[] content = new byte[0];

    StormFile(Path directory, int owner, Random random) throws IOException {
        this.directory = directory;
        this.owner = owner;
        this.path = directory.resolve("none");
        renew(random);
    }

    /** Where it is now; commands may come too late with this. */
    Path path() {
        return path;
    }

    /** Whose file it is. */
    int owner() {
        return owner;
    }

    /** One thing that users do to files; says what it was. */
    synchronized String use(Random random) throws IOException {
        int what = random.nextInt(100);
        if (what < 6) {
            Path next = directory.resolve("r" + NAMES.incrementAndGet());
            path = Files.move(path, next, StandardCopyOption.ATOMIC_MOVE);
            return "renamed to " + next;
        } else if (what < 9) {
            Files.delete(path);
            renew(random);
            return "deleted, and new as " + path;
        } else if (what < 45) {
            return look();
        }
        return change(random);
    }

    private void renew(Random random) throws IOException {
        Path fresh = directory.resolve("f" + NAMES.incrementAndGet());
        content = noise(random, random.nextInt(8) == 0 ? random.nextInt(MOST_BYTES) : random.nextInt(100_000));
        Files.write(fresh, content);
        Files.setAttribute(fresh, "unix:uid", owner);
        Files.setAttribute(fresh, "unix:gid", owner);
        path = fresh;
    }

    private String look() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (withheld()) {
                return "not to be read: " + path;
            }
            byte[] now = new byte[(int) file.length()];
            file.readFully(now);
            check(now);
            return "read " + path;
        }
    }

    private String change(Random random) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            if (withheld()) {
                return "not to be written: " + path;
            }
            int at = content.length == 0 ? 0 : random.nextInt(content.length);
            switch (random.nextInt(4)) {
                case 0 -> truncate(file, at);
                case 1 -> {
                    truncate(file, 0);
                    write(file, noise(random, random.nextInt(60_000)), 0);
                }
                case 2 -> write(file, noise(random, 1 + random.nextInt(5000)), content.length);
                default -> write(file, noise(random, 1 + random.nextInt(5000)), at);
            }
            return "wrote " + path + ", now " + content.length + " bytes";
        }
    }

    private void truncate(RandomAccessFile file, int length) throws IOException {
        file.setLength(length);
        content = Arrays.copyOf(content, length);
    }

    private void write(RandomAccessFile file, byte[] bytes, int at) throws IOException {
        file.seek(at);
        file.write(bytes);
        content = Arrays.copyOf(content, Math.max(content.length, at + bytes.length));
        System.arraycopy(bytes, 0, content, at, bytes.length);
    }

    /** Whether the node has taken the permissions away: what is in the file does not count then. */
    boolean withheld() throws IOException {
        return ((int) Files.getAttribute(path, "unix:mode") & 0777) == 0;
    }

    /** The file must be one that everybody may read, with the bytes it must have. */
    synchronized void mustBeWhole() throws IOException {
        if (withheld()) {
            throw new AssertionError(path + " has no permissions");
        }
        check(Files.readAllBytes(path));
    }

    private void check(byte[] now) {
        int differs = Arrays.mismatch(now, content);
        if (differs >= 0) {
            throw new AssertionError(path + " differs at byte " + differs + ": has " + now.length + " bytes, must have "
                    + content.length);
        }
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
