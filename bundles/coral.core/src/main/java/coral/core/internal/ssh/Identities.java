// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SSHAgentConnector;
import coral.core.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;

/** Keys to log in with: of files, read once as long as they stay the same, and of ssh-agent. Safe for many threads. */
final class Identities {
    private static final Set<PosixFilePermission> OPEN = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private final String agent;
    private final Map<List<String>, Keys> read = new ConcurrentHashMap<>();

    /**
     * Keys that are tried together.
     *
     * @param stamps of the files when they were read
     * @param jsch what sessions are made by
     */
    record Keys(List<String> stamps, JSch jsch, IdentityRepository all, String tried, int count) {}

    /** @param agent socket of ssh-agent, or empty */
    Identities(String agent) {
        this.agent = agent;
    }

    /**
     * The keys of these files and of the agent.
     *
     * @param someMayMiss whether a file that is not there is left out
     */
    Keys of(List<String> files, boolean someMayMiss) throws ProblemException {
        List<String> stamps = files.stream().map(Identities::stamp).toList();
        Keys known = read.get(files);
        if (known == null || !known.stamps().equals(stamps)) {
            known = read(files, stamps, someMayMiss);
            if (read.size() > 64) {
                read.clear(); // Of hosts with files of their own; bounded.
            }
            read.put(files, known);
        }
        return known;
    }

    private Keys read(List<String> files, List<String> stamps, boolean someMayMiss) throws ProblemException {
        JSch jsch = new JSch();
        List<String> tried = new ArrayList<>();
        for (String file : files) {
            if (!someMayMiss || Files.exists(Path.of(file))) {
                tried.add(add(jsch, file));
            }
        }
        if (!agent.isEmpty()) {
            tried.add("the agent at " + agent);
        }
        // Added by JSch itself, the agent would be given the keys of the files.
        IdentityRepository all = new Both(jsch.getIdentityRepository(), agent.isEmpty() ? List.of() : List.of(agent()));
        String text = tried.isEmpty() ? "no key (none of " + String.join(", ", files) + ")" : String.join(", ", tried);
        return new Keys(stamps, jsch, all, text, agent.isEmpty() ? tried.size() : Integer.MAX_VALUE);
    }

    private String add(JSch jsch, String file) throws ProblemException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(Path.of(file));
            if (permissions.stream().anyMatch(OPEN::contains)) {
                throw SshProblems.identity(file, "others can read or write it").exception();
            }
            jsch.addIdentity(file);
            Vector<Identity> all = jsch.getIdentityRepository().getIdentities();
            Identity added = all.get(all.size() - 1);
            if (!added.isEncrypted()) {
                return file;
            }
            jsch.removeIdentity(added);
            return file + " (left out: it has a passphrase)";
        } catch (IOException | JSchException e) {
            throw SshProblems.identity(file, String.valueOf(e)).exception();
        }
    }

    private IdentityRepository agent() {
        Path socket = Path.of(agent);
        return new AgentIdentityRepository(new SSHAgentConnector(new AgentSocket(), socket));
    }

    private static String stamp(String file) {
        try {
            BasicFileAttributes now = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            return "";
        }
    }

    /** The files' keys first, then the agent's; nobody adds any. */
    private record Both(IdentityRepository files, List<IdentityRepository> agents) implements IdentityRepository {
        @Override
        public String getName() {
            return "files and agent";
        }

        @Override
        public int getStatus() {
            return RUNNING;
        }

        @Override
        public Vector<Identity> getIdentities() {
            Vector<Identity> all = new Vector<>(files.getIdentities());
            agents.forEach(one -> all.addAll(one.getIdentities()));
            return all;
        }

        @Override
        public boolean add(byte[] identity) {
            return false;
        }

        @Override
        public boolean remove(byte[] blob) {
            return false;
        }

        @Override
        public void removeAll() {
            // Nobody may.
        }
    }
}
