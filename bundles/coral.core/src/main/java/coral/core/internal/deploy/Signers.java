// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.internal.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.cert.CertificateEncodingException;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Finds out who signed a jar. */
final class Signers {
    private static final int MOST_ENTRIES = 100_000;
    private static final long MOST_BYTES = 1L << 30;

    private Signers() {}

    /**
     * SHA-256 fingerprints, in hex, of the certificates that signed every file in the jar; empty when some file was
     * not signed.
     *
     * @throws IOException when the jar cannot be read
     * @throws SecurityException when a signature does not fit its file
     */
    static Set<String> of(Path file) throws IOException {
        Set<String> all = new HashSet<>();
        boolean first = true;
        int entries = 0;
        long left = MOST_BYTES;
        try (JarFile jar = new JarFile(file.toFile(), true)) {
            for (Enumeration<JarEntry> each = jar.entries(); each.hasMoreElements(); ) {
                JarEntry entry = each.nextElement();
                left -= drain(jar, entry, left);
                if (++entries > MOST_ENTRIES) {
                    throw new IOException("more than " + MOST_ENTRIES + " entries");
                }
                if (entry.isDirectory() || isOfSignature(entry.getName())) {
                    continue;
                }
                Set<String> its = fingerprints(entry.getCodeSigners());
                if (first) {
                    all.addAll(its);
                    first = false;
                } else {
                    all.retainAll(its);
                }
            }
        }
        return all;
    }

    /** A file's signers are known once it was read to its end. */
    private static long drain(JarFile jar, JarEntry entry, long most) throws IOException {
        byte[] block = new byte[1 << 13];
        long total = 0;
        try (InputStream in = jar.getInputStream(entry)) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                total += count;
                if (total > most) {
                    throw new IOException("more than " + (MOST_BYTES >> 20) + " MiB unpacked");
                }
            }
        }
        return total;
    }

    private static boolean isOfSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(JarFile.MANIFEST_NAME)
                || upper.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")
                || upper.matches("META-INF/SIG-[^/]*");
    }

    private static Set<String> fingerprints(CodeSigner[] signers) throws IOException {
        Set<String> found = new HashSet<>();
        for (CodeSigner signer : signers == null ? new CodeSigner[0] : signers) {
            try {
                byte[] certificate =
                        signer.getSignerCertPath().getCertificates().get(0).getEncoded();
                found.add(HexFormat.of().formatHex(Sha256.fresh().digest(certificate)));
            } catch (CertificateEncodingException e) {
                throw new IOException(e);
            }
        }
        return found;
    }
}
