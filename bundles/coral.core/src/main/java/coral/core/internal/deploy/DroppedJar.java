// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import coral.core.internal.digest.Sha256;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A copy of a jar that nobody else writes: what is checked is what is installed. Immutable.
 *
 * @param copy where the copy is
 * @param sha256 of its bytes, 64 hex digits
 * @param name what the bundle calls itself
 */
record DroppedJar(Path copy, String sha256, BundleName name) {
    static final long MOST_BYTES = 256L << 20;

    private static final int BLOCK_BYTES = 1 << 16;
    private static final long MOST_MANIFEST_BYTES = 1 << 20;

    /**
     * Copies {@code file} to {@code copy} and looks at its manifest. A failure leaves a copy that the caller throws away.
     *
     * @throws ProblemException when it cannot be read, is too large, or is no bundle that can run on its own
     */
    static DroppedJar copy(Path file, Path copy) throws ProblemException {
        String sha256;
        try {
            sha256 = copyBytes(file, copy);
        } catch (IOException e) {
            throw new ProblemException(DeployProblems.unreadable(file, e), e);
        }
        return new DroppedJar(copy, sha256, name(file, manifest(file, copy)));
    }

    private static String copyBytes(Path file, Path copy) throws IOException, ProblemException {
        MessageDigest sha256 = Sha256.fresh();
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new DigestOutputStream(Files.newOutputStream(copy), sha256)) {
            byte[] block = new byte[BLOCK_BYTES];
            long total = 0;
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                total += count;
                if (total > MOST_BYTES) {
                    throw DeployProblems.tooLarge(file, MOST_BYTES).exception();
                }
                out.write(block, 0, count);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static Attributes manifest(Path file, Path copy) throws ProblemException {
        try (JarFile jar = new JarFile(copy.toFile(), false)) {
            ZipEntry entry = jar.getEntry(JarFile.MANIFEST_NAME);
            if (entry != null && entry.getSize() > MOST_MANIFEST_BYTES) {
                throw DeployProblems.noBundle(file, "its manifest is larger than 1 MiB")
                        .exception();
            }
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw DeployProblems.noBundle(file, "it has no " + JarFile.MANIFEST_NAME)
                        .exception();
            }
            return manifest.getMainAttributes();
        } catch (IOException e) {
            throw new ProblemException(DeployProblems.noJar(file, e), e);
        }
    }

    private static BundleName name(Path file, Attributes manifest) throws ProblemException {
        String symbolicName = header(manifest, Constants.BUNDLE_SYMBOLICNAME)
                .map(value -> value.split(";")[0].strip())
                .orElse("");
        if (symbolicName.isEmpty()) {
            throw DeployProblems.noBundle(file, "its manifest has no Bundle-SymbolicName")
                    .exception();
        }
        Optional<String> host = header(manifest, Constants.FRAGMENT_HOST);
        if (host.isPresent()) {
            throw DeployProblems.fragment(file, host.get()).exception();
        }
        String version = header(manifest, Constants.BUNDLE_VERSION)
                .orElseThrow(() -> DeployProblems.noBundle(file, "its manifest has no Bundle-Version")
                        .exception());
        try {
            return new BundleName(symbolicName, Version.parseVersion(version));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(DeployProblems.noBundle(file, "Bundle-Version: " + e.getMessage()), e);
        }
    }

    private static Optional<String> header(Attributes manifest, String name) {
        return Optional.ofNullable(manifest.getValue(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
