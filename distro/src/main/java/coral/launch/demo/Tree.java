// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Names;
import coral.core.posix.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Makes the demo's files: every size and kind of name that is known to break copies. */
final class Tree {
    /** The file whose archived copy is removed at the end. */
    static final String SMALL = "size-4097";

    /** The file with a hole of nearly its whole length. */
    static final String SPARSE = "sparse-10GiB";

    private static final long SPARSE_BYTES = 10L << 30;
    private static final int EXTENT_BYTES = 1 << 20;
    private static final int BIG_BYTES = 256 << 20;

    private final Directory root;
    private final Random random = new Random(20_260_101);
    private final ByteBuffer block = ByteBuffer.allocateDirect(1 << 20);

    private Tree(Directory root) {
        this.root = root;
    }

    /** Fills an empty directory. */
    static void make(Directory root) throws IOException {
        Tree tree = new Tree(root);
        for (int size : new int[] {0, 1, 4095, 4096, 4097, 1 << 20, BIG_BYTES}) {
            tree.file("size-" + size, size);
        }
        tree.sparse();
        tree.names();
        tree.kinds();
        root.syncFileSystem();
    }

    private void names() throws IOException {
        root.make("a directory", 0755);
        file("a directory/with spaces in it", 1000);
        file("new\nline", 2000);
        file("Grüße-日本語-😀", 3000);
        file(Names.decode(new byte[] {'l', 'a', 't', 'i', 'n', '-', (byte) 0xE9, (byte) 0xFF}), 4000);
        file("n".repeat(255), 5000);
    }

    private void kinds() throws IOException {
        file("linked", 6000);
        root.link("linked", "a directory/hard link");
        root.symlink("linked", "symlink");
        file("with-xattrs", 7000);
        try (OpenFile file = root.open("with-xattrs", Access.READ_WRITE)) {
            file.xattrs().set("user.demo", "value with \0 and \n".getBytes(StandardCharsets.UTF_8));
            file.xattrs().set("user.empty", new byte[0]);
            file.setPermissions(04751);
        }
    }

    private void sparse() throws IOException {
        try (OpenFile file = root.open(SPARSE, Access.CREATE_NEW, 0644)) {
            file.truncate(SPARSE_BYTES);
            for (long at : new long[] {4096, SPARSE_BYTES / 2, SPARSE_BYTES - EXTENT_BYTES}) {
                file.write(noise(EXTENT_BYTES), at);
            }
        }
    }

    private void file(String name, int sizeBytes) throws IOException {
        try (OpenFile file = root.open(name, Access.CREATE_NEW, 0640)) {
            for (int at = 0; at < sizeBytes; at += block.capacity()) {
                file.write(noise(Math.min(block.capacity(), sizeBytes - at)), at);
            }
            file.setModified(Instant.ofEpochSecond(1_700_000_000L + sizeBytes, 123_456_789));
        }
    }

    private ByteBuffer noise(int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        random.nextBytes(bytes);
        return block.clear().put(bytes).flip();
    }
}
