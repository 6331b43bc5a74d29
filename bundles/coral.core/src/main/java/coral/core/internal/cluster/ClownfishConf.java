// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.ConfigFault;
import coral.core.cluster.Coordination;
import coral.core.cluster.FileSystem;
import coral.core.cluster.FsDistribution;
import coral.core.cluster.Host;
import coral.core.cluster.Target;
import coral.core.internal.cluster.Faults.At;
import coral.core.internal.cluster.Faults.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Reads {@code clownfish.conf}: docs/cluster.md. */
final class ClownfishConf {
    static final String NAME = "clownfish.conf";
    static final int MOST_BYTES = 16 << 20;

    /**
     * What became of a file.
     *
     * @param cluster what it says; of no use if there are faults
     * @param faults all that is wrong, by line; empty if it may be used
     */
    record Read(Cluster cluster, List<ConfigFault> faults) {
        boolean isGood() {
            return faults.isEmpty();
        }
    }

    private ClownfishConf() {}

    /** Reads a file; what hinders that is a fault too. */
    static Read read(Path file) {
        try {
            return Files.size(file) > MOST_BYTES ? unreadable(file, "is larger than 16 MiB") : parse(file);
        } catch (NoSuchFileException e) {
            return unreadable(file, "is not there");
        } catch (CharacterCodingException e) {
            return unreadable(file, "is no UTF-8, which TOML has to be");
        } catch (IOException e) {
            return unreadable(file, "cannot be read (" + e.getMessage() + "); see its kind, owner and mode");
        }
    }

    private static Read unreadable(Path file, String why) {
        Faults faults = new Faults(file.toString());
        faults.add(Kind.UNREADABLE, At.FILE, why);
        return new Read(Cluster.NONE, faults.all());
    }

    private static Read parse(Path file) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return parse(file.toString(), text);
    }

    /** Reads the text of a file. */
    static Read parse(String file, String text) {
        TomlParseResult toml = Toml.parse(text);
        Faults faults = new Faults(file);
        List<String> lines = text.lines().toList();
        toml.errors().forEach(error -> syntax(faults, error, lines));
        Cluster cluster = cluster(new Section(faults, toml, 0, ""));
        return new Read(cluster, faults.all());
    }

    /** The parser's words repeat what it did not understand, which must not be a secret. */
    private static void syntax(Faults faults, TomlParseError error, List<String> lines) {
        int line = error.position().line();
        String source = line >= 1 && line <= lines.size() ? lines.get(line - 1).toLowerCase(Locale.ROOT) : "";
        boolean secret = source.contains("password") || source.contains("encrypt_key");
        String message = secret ? "the value is not understood" : String.valueOf(error.getMessage());
        faults.add(
                Kind.SYNTAX,
                new At(line, "", ""),
                "no TOML: " + message.replace('\n', ' ') + " (column "
                        + error.position().column() + ")");
    }

    private static Cluster cluster(Section root) {
        Faults faults = root.faults();
        References references = new References(faults);
        Coordination coordination = CoordinationReader.read(root, references);
        List<FsDistribution> distributions = HostReader.distributions(root, references);
        List<Host> hosts = new HostReader(references).hosts(root);
        TargetReader targets = new TargetReader(references);
        List<Target> mgsTargets = targets.mgsList(root);
        List<FileSystem> fileSystems = new FileSystemReader(references, targets).fileSystems(root);
        root.close();
        references.check();
        return new Cluster(coordination, distributions, hosts, mgsTargets, fileSystems);
    }
}
