// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.backup;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import coral.core.internal.digest.Sha256;
import coral.core.problem.ProblemException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The compressed tar that a backup is, while it is written. For one thread. */
final class BackupTar implements AutoCloseable {
    /** Files up to this size are read at once. */
    static final int MOST_WHOLE_BYTES = 4 << 20;

    static final ObjectMapper JSON = JsonMapper.builder()
            // What a compat feature may add.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final TarArchiveOutputStream tar;

    private BackupTar(TarArchiveOutputStream tar) {
        this.tar = tar;
    }

    /** Writes to {@code out}, which stays open. */
    static BackupTar to(OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(new Unclosed(out)), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return new BackupTar(tar);
    }

    /** Writes the content of one file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException, ProblemException;
    }

    BackupManifest.Item file(String path, String journal, int mode, long bytes, Content content)
            throws IOException, ProblemException {
        begin(path, mode, bytes);
        MessageDigest sha256 = Sha256.fresh();
        content.writeTo(new DigestOutputStream(new Unclosed(tar), sha256));
        tar.closeArchiveEntry();
        return new BackupManifest.Item(
                path,
                journal,
                Integer.toOctalString(mode),
                bytes,
                HexFormat.of().formatHex(sha256.digest()));
    }

    void document(String name, Object value) throws IOException {
        byte[] json = JSON.writeValueAsBytes(value);
        begin(name, 0600, json.length);
        tar.write(json);
        tar.closeArchiveEntry();
    }

    private void begin(String path, int mode, long bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setSize(bytes);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
