// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.hosts;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.Content;
import coral.core.http.Operation;
import coral.core.internal.ssh.SshHosts;
import coral.core.ssh.HostDirectory.Entry;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/hosts}: the hosts of the site. Commands are not run by HTTP. */
@Component
public final class HostsApi implements Api {
    private final HostDirectories directories;
    private final SshHosts ssh;

    /** Made by the component runtime. */
    @Activate
    public HostsApi(@Reference HostDirectories directories, @Reference SshHosts ssh) {
        this.directories = directories;
        this.ssh = ssh;
    }

    @Override
    public String component() {
        return "hosts";
    }

    @Override
    public String title() {
        return "The hosts of the site.";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get(
                        "", "Lists the hosts and how they are reached.", Content.slice(HostView.class), request -> {
                            Map<String, Entry> known = directories.entries();
                            return Answer.of(request.window()
                                    .of(
                                            known.values().stream().map(entry -> HostView.of(entry.host(), known, ssh)),
                                            HostView::name));
                        })
                .inSlices());
    }
}
