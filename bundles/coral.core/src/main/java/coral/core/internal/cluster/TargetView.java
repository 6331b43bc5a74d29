// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.cluster.Cluster;
import coral.core.cluster.Target;
import coral.core.http.Field;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A target as shell and HTTP show it. */
public record TargetView(
        String name,
        @Field("mgs, mdt or ost.") String kind,
        @Field("Whether an MGS is on it.") boolean mgs,
        @Field("ldiskfs or zfs.") String backend,

        @Field(value = "Pool of ZFS.", optional = true) @Nullable
        String zpool,

        @Field("Where it can run, preferred places first.") List<Instance> instances) {
    /** One place where it can run. */
    public record Instance(String hostname, String device, List<String> nids, String mountPoint) {}

    static List<TargetView> all(Cluster cluster) {
        return cluster.targets()
                .map(TargetView::of)
                .sorted(Comparator.comparing(TargetView::name))
                .toList();
    }

    private static TargetView of(Target target) {
        return new TargetView(
                target.name().toString(),
                target.name().kind().name().toLowerCase(Locale.ROOT),
                target.isMgs(),
                target.backend().name().toLowerCase(Locale.ROOT),
                target.zpoolName(),
                target.instances().stream().map(TargetView::instance).toList());
    }

    private static Instance instance(Target.Instance one) {
        List<String> nids = one.nids().stream().map(Object::toString).toList();
        return new Instance(one.hostname(), one.device(), nids, one.mountPoint());
    }
}
