// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes jars, and moves them as an administrator does: under another name first, then renamed. */
final class DroppedBundle {
    static final Path PROBE = Path.of(System.getProperty("coral.probe"));

    private DroppedBundle() {}

    /** A jar with these headers and text files. */
    static byte[] jar(Map<String, String> headers, Map<String, String> files) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** A bundle of this name, with one more header. */
    static byte[] bundle(String symbolicName, String header, String value) throws IOException {
        return jar(headers(symbolicName, header, value), Map.of());
    }

    static Map<String, String> headers(String symbolicName, String header, String value) {
        return Map.of(
                "Bundle-ManifestVersion",
                "2",
                "Bundle-SymbolicName",
                symbolicName,
                "Bundle-Version",
                "1.0.0",
                header,
                value);
    }

    /** The probe with another version. */
    static byte[] probe(String version) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (JarFile from = new JarFile(PROBE.toFile())) {
            Manifest manifest = new Manifest(from.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                copy(from, out);
            }
        }
        return bytes.toByteArray();
    }

    private static void copy(JarFile from, OutputStream to) throws IOException {
        JarOutputStream out = (JarOutputStream) to;
        for (Enumeration<JarEntry> each = from.entries(); each.hasMoreElements(); ) {
            JarEntry entry = each.nextElement();
            if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !entry.isDirectory()) {
                out.putNextEntry(new JarEntry(entry.getName()));
                from.getInputStream(entry).transferTo(out);
            }
        }
    }

    /** Puts a file into the folder in one step, over one that is there. */
    static Path drop(Path folder, String name, byte[] content) throws IOException {
        Path staging = Files.write(Files.createDirectories(folder).resolve("." + name + ".part"), content);
        return Files.move(staging, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
}
