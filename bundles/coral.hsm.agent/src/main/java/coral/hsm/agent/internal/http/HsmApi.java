// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.http;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.Content;
import coral.core.http.Operation;
import coral.hsm.agent.internal.node.Agent;
import coral.hsm.agent.internal.node.AgentComponent;
import coral.hsm.agent.internal.operation.Archives;
import coral.hsm.agent.internal.operation.FileSystems;
import coral.hsm.agent.internal.operation.StatusLine;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/hsm}: what the {@code hsm} command offers. */
@Component
public final class HsmApi implements Api {
    private final FileSystems fileSystems;
    private final Agent agent;
    private final HsmEvents events;

    /** Made by the component runtime. */
    @Activate
    public HsmApi(@Reference FileSystems fileSystems, @Reference AgentComponent agent) {
        this(fileSystems, agent.agent());
    }

    HsmApi(FileSystems fileSystems, Agent agent) {
        this.fileSystems = fileSystems;
        this.agent = agent;
        this.events = new HsmEvents(fileSystems, () -> StatusLine.of(fileSystems, agent));
    }

    @Override
    public String component() {
        return "hsm";
    }

    @Override
    public String title() {
        return "Hierarchical storage management: archives, files and what is done with them.";
    }

    @Override
    public List<Operation> operations() {
        Archives archives = new Archives(fileSystems, agent);
        Operation status = Operation.get(
                "/status",
                "Shows file systems, archives, and how many requests are in which state.",
                Content.of(StatusLine.class),
                request -> Answer.of(StatusLine.of(fileSystems, agent)));
        return Stream.of(
                        List.of(status, events.operation()),
                        new ArchiveOperations(archives).all(),
                        new RequestOperations(fileSystems, archives).all(),
                        new FileOperations(fileSystems).all())
                .flatMap(List::stream)
                .toList();
    }

    @Deactivate
    void close() {
        events.close();
    }
}
