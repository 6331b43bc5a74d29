// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coral.core.internal.digest.Sha256;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class AllowListTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path jar = Path.of("");
    private Path list = Path.of("");

    @BeforeEach
    void makeJar() throws IOException {
        list = folder.resolve("deploy.allow");
        jar = folder.resolve("some.jar");
        write(jar, "content");
    }

    @Test
    void listIsOff_anything_isAllowed() throws ProblemException {
        new AllowList(list, AllowList.Mode.OFF).check("some.jar", dropped("00"));
    }

    @Test
    void warn_whatIsNotListed_runsAllTheSame() throws ProblemException {
        new AllowList(list, AllowList.Mode.WARN).check("some.jar", dropped("00"));
    }

    @Test
    void enforce_noList_nothingIsAllowed_andTheLineToAddIsTold() {
        assertThatThrownBy(() -> enforced().check("some.jar", dropped("ab".repeat(32))))
                .hasMessageContainingAll("CORAL-DEPLOY-008", list.toString(), "sha256 " + "ab".repeat(32));
    }

    @Test
    void enforce_listedHash_isAllowed_inEitherCaseAndWithAComment() throws Exception {
        Files.writeString(list, "# ours\n\nSHA256 " + "AB".repeat(32) + "  # some.jar\n");

        enforced().check("some.jar", dropped("ab".repeat(32)));
    }

    @Test
    void enforce_oneLineIsBad_nothingIsAllowed_andTheLineIsNamed() throws IOException {
        Files.writeString(list, "sha256 " + "ab".repeat(32) + "\nsha256 12\n");

        assertThatThrownBy(() -> enforced().check("some.jar", dropped("ab".repeat(32))))
                .hasMessageContainingAll("CORAL-DEPLOY-009", "line 2");
    }

    @Test
    void enforce_listedSigner_isAllowed_andNotAfterAnEntryWasAddedUnsigned() throws Exception {
        allowSigner(sign());
        enforced().check("some.jar", dropped("00"));

        Path more = folder.resolve("more.jar");
        addEntry(jar, more);

        assertThatThrownBy(() -> enforced().check("more.jar", new DroppedJar(more, "00", name())))
                .hasMessageContaining("CORAL-DEPLOY-008");
    }

    @Test
    void enforce_signedByAnother_isRefused() throws Exception {
        sign();
        allowSigner("cd".repeat(32));

        assertThatThrownBy(() -> enforced().check("some.jar", dropped("00"))).hasMessageContaining("CORAL-DEPLOY-008");
    }

    private AllowList enforced() {
        return new AllowList(list, AllowList.Mode.ENFORCE);
    }

    private DroppedJar dropped(String sha256) {
        return new DroppedJar(jar, sha256, name());
    }

    private static BundleName name() {
        return new BundleName("some", Version.emptyVersion);
    }

    private void allowSigner(String fingerprint) throws IOException {
        Files.writeString(list, "signer " + fingerprint + "\n");
    }

    private static void write(Path file, String content) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream made = new JarOutputStream(out, manifest)) {
            made.putNextEntry(new ZipEntry("a"));
            made.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void addEntry(Path from, Path to) throws IOException {
        Files.copy(from, to);
        try (var zip = java.nio.file.FileSystems.newFileSystem(to)) {
            Files.writeString(zip.getPath("b"), "not signed");
        }
    }

    /** Signs the jar with a new key; the fingerprint of its certificate. */
    private String sign() throws Exception {
        Path keys = folder.resolve("keys.p12");
        List<String> store = List.of("-keystore", keys.toString(), "-storepass", PASSWORD);
        run("keytool", store, "-genkeypair", "-alias", "k", "-keyalg", "EC", "-dname", "CN=test");
        run("jarsigner", store, jar.toString(), "k");
        KeyStore read = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        return HexFormat.of()
                .formatHex(Sha256.fresh().digest(read.getCertificate("k").getEncoded()));
    }

    private static void run(String tool, List<String> store, String... arguments) throws Exception {
        List<String> command = Stream.of(
                        Stream.of(System.getProperty("java.home") + "/bin/" + tool),
                        store.stream(),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(tool).isZero();
    }
}
