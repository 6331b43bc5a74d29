// SPDX-License-Identifier: Apache-2.0
package coral.console.internal.frame;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Leads whoever asks for {@code /} to the console. Registers its servlet by itself: a component description cannot
 * carry the empty pattern, which stands for that path alone. The framework takes it back with the bundle.
 */
@Component(
        service = {},
        immediate = true)
public final class FrontDoor {
    /** Made by the component runtime. */
    @Activate
    public FrontDoor(BundleContext context) {
        context.registerService(
                Servlet.class,
                new Redirect(),
                FrameworkUtil.asDictionary(Map.of(
                        "osgi.http.whiteboard.servlet.name", "coral.console.door",
                        "osgi.http.whiteboard.servlet.pattern", "")));
    }

    private static final class Redirect extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", ConsoleServlet.HOME);
        }
    }
}
