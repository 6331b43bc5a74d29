// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.cluster;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.Content;
import coral.core.http.Operation;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/cluster}: what {@code coral config show --json} says, in parts. */
@Component
public final class ClusterApi implements Api {
    private final ClusterWatch watch;

    /** Made by the component runtime. */
    @Activate
    public ClusterApi(@Reference ClusterWatch watch) {
        this.watch = watch;
    }

    @Override
    public String component() {
        return "cluster";
    }

    @Override
    public String title() {
        return "The cluster that the node is part of, as it is configured.";
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(
                        "",
                        "Shows which configuration is in use, and what is wrong with a newer one.",
                        Content.of(ClusterView.Summary.class),
                        request -> Answer.of(ClusterView.Summary.of(watch.state()))),
                Operation.get(
                                "/hosts",
                                "Lists the hosts.",
                                Content.slice(HostView.class),
                                request -> Answer.of(
                                        request.window().of(HostView.all(watch.current()).stream(), HostView::name)))
                        .inSlices(),
                Operation.get(
                                "/targets",
                                "Lists the targets and where they can run.",
                                Content.slice(TargetView.class),
                                request -> Answer.of(request.window()
                                        .of(TargetView.all(watch.current()).stream(), TargetView::name)))
                        .inSlices(),
                Operation.get(
                                "/file-systems",
                                "Lists the file systems.",
                                Content.slice(FileSystemView.class),
                                request -> Answer.of(request.window()
                                        .of(FileSystemView.all(watch.current()).stream(), FileSystemView::name)))
                        .inSlices());
    }
}
