// SPDX-License-Identifier: Apache-2.0
package coral.core.internal.http;

import coral.core.internal.health.Checked;
import coral.core.internal.health.HealthChecks;
import coral.core.internal.health.HealthReport;
import coral.core.problem.ProblemException;
import coral.core.shell.Json;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /health}: what {@code coral health --json} says; 503 where that does not exit with 0. */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=/health")
public final class HealthServlet extends PlainServlet {
    private static final long serialVersionUID = 1L;
    private static final String TAG = "tag";

    private final transient HealthChecks checks;

    /** Made by the component runtime. */
    @Activate
    public HealthServlet(@Reference HealthChecks checks) {
        super(Set.of(TAG));
        this.checks = checks;
    }

    @Override
    Text text(HttpServletRequest request, Map<String, List<String>> query)
            throws ProblemException, InterruptedException {
        List<Checked> found = HealthReport.checked(
                checks, query.getOrDefault(TAG, List.of("")).get(0));
        boolean well = Checked.worst(found).compareTo(Result.Status.WARN) <= 0;
        return new Text(well ? 200 : 503, "application/json", Json.line(HealthReport.of(found)) + "\n");
    }
}
