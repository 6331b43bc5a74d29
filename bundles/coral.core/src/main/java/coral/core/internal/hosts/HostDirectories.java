// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.posix.Errno;
import coral.core.problem.Problem;
import coral.core.problem.ProblemException;
import coral.core.ssh.Host;
import coral.core.ssh.HostDirectory;
import coral.core.ssh.HostDirectory.Entry;
import coral.core.ssh.HostList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What is known of hosts, by those who register a directory. Safe for use by many threads. */
@Component(service = HostDirectories.class)
public final class HostDirectories {
    private static final String ALL = "all";

    private final List<HostDirectory> directories = new CopyOnWriteArrayList<>();

    /** Made by the component runtime. */
    @Activate
    public HostDirectories() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bind(HostDirectory directory) {
        directories.add(directory);
    }

    void unbind(HostDirectory directory) {
        directories.remove(directory);
    }

    /** All hosts, by name; of two with one name the first one. */
    public Map<String, Entry> entries() {
        Map<String, Entry> all = new LinkedHashMap<>();
        for (HostDirectory directory : directories) {
            directory.entries().forEach(entry -> all.putIfAbsent(entry.host().name(), entry));
        }
        return all;
    }

    /** Names of hosts, and of groups with their {@code @}. */
    public Set<String> words() {
        Set<String> words = new TreeSet<>();
        entries().forEach((name, entry) -> {
            words.add(name);
            entry.groups().forEach(group -> words.add("@" + group));
            words.add("@" + ALL);
        });
        return words;
    }

    /**
     * The hosts that are meant, each once, in the order of the words.
     *
     * @param lists lists of hosts, and groups such as {@code @oss} or {@code @all}
     */
    public List<Host> find(List<String> lists) throws ProblemException {
        Map<String, Entry> known = entries();
        Map<String, Host> hosts = new LinkedHashMap<>();
        for (String list : lists) {
            if (list.startsWith("@")) {
                group(list, known).forEach(host -> hosts.putIfAbsent(host.name(), host));
                continue;
            }
            for (Host host : HostList.expand(list)) {
                Entry entry = known.get(host.name());
                hosts.putIfAbsent(host.name(), entry == null ? host : entry.host());
            }
        }
        return List.copyOf(hosts.values());
    }

    private static List<Host> group(String word, Map<String, Entry> known) throws ProblemException {
        String group = word.substring(1);
        List<Host> hosts = known.values().stream()
                .filter(entry -> group.equals(ALL) || entry.groups().contains(group))
                .map(Entry::host)
                .toList();
        if (hosts.isEmpty()) {
            Set<String> groups = new TreeSet<>(Set.of(ALL));
            known.values().forEach(entry -> groups.addAll(entry.groups()));
            throw new Problem(
                            "CORAL-SSH-002",
                            Errno.ENOENT,
                            "no host is in the group '" + word + "'",
                            known.isEmpty()
                                    ? "this node has no configuration of a cluster: name the hosts"
                                    : "groups are " + String.join(", ", groups))
                    .exception();
        }
        return hosts;
    }
}
