// SPDX-License-Identifier: Apache-2.0
package coral.console.internal.frame;

import coral.core.http.HttpProblem;
import coral.core.posix.Errno;
import coral.core.problem.Problem;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Serves the files of the frame and of its pages, to everybody: there is no secret in them. */
@Component(
        service = Servlet.class,
        property = {
            "osgi.http.whiteboard.servlet.name=coral.console",
            "osgi.http.whiteboard.servlet.pattern=/console/*",
            "osgi.http.whiteboard.servlet.pattern=/favicon.ico"
        })
public final class ConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    static final String HOME = "/console/";
    private static final String NAME = "[a-zA-Z0-9][a-zA-Z0-9._-]*";
    private static final Pattern FILE = Pattern.compile(NAME + "(/" + NAME + ")*");
    private static final Pattern PAGE_FILE = Pattern.compile("pages/([^/]+)/([^/]+)/(.+)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");
    // Trusted Types make a browser refuse every string that would become HTML.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final transient Pages pages;
    private final transient ShownPage.Files frame;
    private final String stamp;

    /** Made by the component runtime. */
    @Activate
    public ConsoleServlet(BundleContext context, @Reference Pages pages) {
        this(pages, context.getBundle()::getEntry, stamp(context.getBundle()));
    }

    ConsoleServlet(Pages pages, ShownPage.Files bundle, String stamp) {
        this.pages = pages;
        this.frame = name -> bundle.find("/frame/" + name);
        this.stamp = stamp;
    }

    private static String stamp(Bundle bundle) {
        return Long.toHexString(bundle.getLastModified());
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        if (path.equals("/console")) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", HOME);
            return;
        }
        Optional<Found> found = find(path);
        if (found.isEmpty()) {
            HttpProblem.write(
                    response,
                    Problem.of("CORAL-CONSOLE-001", Errno.ENOENT, "the console has no such file, or has it no more"));
            return;
        }
        send(found.get(), request, response);
    }

    /** A file that is there, with what tells it from other versions of itself. */
    private record Found(URL file, String type, String tag) {}

    private Optional<Found> find(String path) {
        String name = path.equals(HOME) ? "index.html" : path.equals("/favicon.ico") ? "icon.svg" : below(path);
        if (!FILE.matcher(name).matches()) {
            return Optional.empty();
        }
        Matcher ofPage = PAGE_FILE.matcher(name);
        if (ofPage.matches()) {
            return pages.at(ofPage.group(1), ofPage.group(2))
                    .flatMap(page -> found(page.files().find(ofPage.group(3)), name, page.stamp()));
        }
        return found(frame.find(name), name, stamp);
    }

    private static String below(String path) {
        return path.startsWith(HOME) ? path.substring(HOME.length()) : "";
    }

    private static Optional<Found> found(@Nullable URL file, String name, String version) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        return file == null || type == null
                ? Optional.empty()
                : Optional.of(new Found(file, type, "\"" + version + "\""));
    }

    private static void send(Found found, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", found.tag());
        if (found.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(found.type());
        URLConnection file = found.file().openConnection();
        try (InputStream in = file.getInputStream()) {
            if (file.getContentLengthLong() >= 0) {
                response.setContentLengthLong(file.getContentLengthLong());
            }
            in.transferTo(response.getOutputStream());
        }
    }
}
