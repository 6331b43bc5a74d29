// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.ClusterConfiguration;
import coral.core.cluster.Target;
import coral.core.cluster.TargetLocator;
import coral.core.cluster.TargetPlace;
import coral.core.lustre.FsName;
import coral.core.lustre.TargetName;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where targets may be, as the configuration has it: for when nobody knows better. */
@Component(property = "service.ranking:Integer=-1000")
public final class ConfiguredTargets implements TargetLocator {
    private final ClusterConfiguration configuration;

    /** Made by the component runtime. */
    @Activate
    public ConfiguredTargets(@Reference ClusterConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public Optional<TargetPlace> locate(TargetName target) {
        return configuration.current().target(target).map(ConfiguredTargets::place);
    }

    @Override
    public Optional<TargetPlace> locateMgs(FsName fileSystem) {
        Cluster cluster = configuration.current();
        return cluster.fileSystems().stream()
                .filter(fs -> fs.name().equals(fileSystem))
                .findFirst()
                .flatMap(cluster::mgsOf)
                .map(ConfiguredTargets::place);
    }

    private static TargetPlace place(Target target) {
        return new TargetPlace(target.name(), target.hosts(), TargetPlace.Certainty.CONFIGURED);
    }
}
