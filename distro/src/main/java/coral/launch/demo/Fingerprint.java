// SPDX-License-Identifier: Apache-2.0
package coral.launch.demo;

import coral.core.posix.Access;
import coral.core.posix.Directory;
import coral.core.posix.Extent;
import coral.core.posix.FileStatus;
import coral.core.posix.Names;
import coral.core.posix.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything about a file that must come back as it was.
 *
 * @param type kind of file
 * @param inode shows that hard links stay hard links
 * @param sizeBytes length
 * @param permissions mode bits
 * @param owner uid and gid
 * @param modified mtime
 * @param content SHA-256 of the bytes, or a symbolic link's target; for a file above 1 GiB SHA-256 of the offset,
 *     length and bytes of each piece of data between its holes
 * @param xattrs extended attributes, hexadecimal
 */
record Fingerprint(
        FileStatus.Type type,
        long inode,
        long sizeBytes,
        int permissions,
        String owner,
        Instant modified,
        String content,
        Map<String, String> xattrs) {
    private static final long WHOLE_BYTES = 1L << 30;

    /** Takes the fingerprint of a file or symbolic link beneath {@code root}. */
    static Fingerprint of(Directory root, String path) throws IOException {
        FileStatus status = root.status(path).orElseThrow(() -> new IOException(Names.printable(path) + " is gone"));
        if (!status.isRegular()) {
            String target = status.type() == FileStatus.Type.SYMLINK ? root.readlink(path) : "";
            return of(status, target, Map.of());
        }
        try (OpenFile file = root.open(path, Access.READ)) {
            boolean whole = status.sizeBytes() <= WHOLE_BYTES;
            return of(status, whole ? hashWhole(file) : hashData(file), xattrs(file));
        }
    }

    private static Fingerprint of(FileStatus status, String content, Map<String, String> xattrs) {
        return new Fingerprint(
                status.type(),
                status.inode(),
                status.sizeBytes(),
                status.permissions(),
                status.uid() + ":" + status.gid(),
                status.modified(),
                content,
                xattrs);
    }

    private static Map<String, String> xattrs(OpenFile file) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String name : file.xattrs().names()) {
            // Coral's own hint comes and goes with the file's state.
            if (!name.contains(".coral.")) {
                byte[] value = file.xattrs().get(name).orElse(new byte[0]);
                values.put(name, HexFormat.of().formatHex(value));
            }
        }
        return values;
    }

    private static String hashWhole(OpenFile file) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        for (long at = 0; file.read(buffer.clear(), at) > 0; at += buffer.limit()) {
            digest.update(buffer.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hashData(OpenFile file) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        long at = 0;
        for (Optional<Extent> data = file.nextData(0); data.isPresent(); data = file.nextData(at)) {
            digest.update(data.get().toString().getBytes(StandardCharsets.UTF_8));
            at = data.get().offset();
            while (at < data.get().end()) {
                buffer.clear()
                        .limit((int) Math.min(buffer.capacity(), data.get().end() - at));
                at += file.read(buffer, at);
                digest.update(buffer.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
