// SPDX-License-Identifier: Apache-2.0
package coral.hsm.agent.internal.node;

import coral.hsm.agent.internal.archive.ArchiveRegistry;
import coral.hsm.agent.internal.archive.ArchiveStore;
import coral.hsm.agent.internal.archive.MoverTypes;
import coral.hsm.agent.internal.lane.LaneTerms;
import coral.hsm.mover.MoverType;
import coral.hsm.source.ActionSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Wires the agent to the sources and mover types that come and go. */
@Component(service = AgentComponent.class, immediate = true, configurationPid = "coral.hsm.agent")
@Designate(ocd = AgentConfig.class)
public final class AgentComponent {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final Agent agent;

    /** Made by the component runtime. */
    @Activate
    public AgentComponent(AgentConfig config) {
        this(name(config.name()), home());
    }

    AgentComponent(String name, Path home) {
        MoverTypes types = new MoverTypes();
        agent = new Agent(name, new ArchiveRegistry(new ArchiveStore(home), types), types, LaneTerms::usual);
        agent.start();
    }

    /** The agent. */
    public Agent agent() {
        return agent;
    }

    /** A mover type comes. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindType(MoverType type) {
        agent.add(type);
    }

    /** A mover type goes; its movers are closed when this returns. */
    void unbindType(MoverType type) {
        agent.remove(type);
    }

    /** A source comes. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindSource(ActionSource source) {
        agent.add(source);
    }

    /** A source goes; its session is closed when this returns. */
    void unbindSource(ActionSource source) {
        agent.remove(source);
    }

    /** Stops within about 10 s. */
    @Deactivate
    void deactivate() {
        agent.stop();
    }

    private static Path home() {
        String home = System.getProperty("coral.home", "");
        if (home.isEmpty()) {
            throw new IllegalStateException("the system property coral.home, the node's home directory, is not set");
        }
        return Path.of(home);
    }

    private static String name(String configured) {
        if (!configured.isEmpty()) {
            return configured;
        }
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
