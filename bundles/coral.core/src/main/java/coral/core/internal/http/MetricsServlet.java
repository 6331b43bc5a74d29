// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.internal.metrics.Exposition;
import coral.core.internal.metrics.MetricCollector;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /metrics}: what {@code coral metrics} shows, for Prometheus. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/metrics")
public final class MetricsServlet extends PlainServlet {
    private static final long serialVersionUID = 1L;

    private final transient MetricCollector metrics;

    /** Made by the component runtime. */
    @Activate
    public MetricsServlet(@Reference MetricCollector metrics) {
        super(Set.of());
        this.metrics = metrics;
    }

    @Override
    Text text(HttpServletRequest request, Map<String, List<String>> query) throws IOException, InterruptedException {
        Exposition shown = Exposition.of(metrics.collect(), request.getHeader("Accept"));
        return new Text(200, shown.contentType(), shown.text());
    }
}
