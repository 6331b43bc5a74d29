// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A keystore made by keytool, and a client that trusts it. */
final class TlsKeystore {
    private static final String PASSWORD = "open-sesame";

    private final Path conf;
    private final Path file;

    TlsKeystore(Path home) throws Exception {
        conf = Files.createDirectories(home.resolve("conf"));
        file = conf.resolve("node.p12");
        Path password = Files.writeString(conf.resolve("node.password"), PASSWORD + "\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "node",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("error");
        assertThat(keytool.waitFor()).isZero();
    }

    /** Starts the node with it; the client asks by https. */
    HttpCalls start(TestNode node) throws Exception {
        Files.writeString(
                conf.resolve("coral.properties"),
                "coral.http.tls.port=0\ncoral.http.tls.keystore=" + file + "\ncoral.http.tls.password.file=" + conf
                        + "/node.password\n");
        assertThat(node.run("coral", "start").exit()).isZero();
        String url = HttpCalls.urls(node)
                .lines()
                .filter(one -> one.startsWith("https:"))
                .findFirst()
                .orElseThrow();
        return new HttpCalls(HttpClient.newBuilder().sslContext(trusting()).build(), url);
    }

    private SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("node", store.getCertificate("node"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
