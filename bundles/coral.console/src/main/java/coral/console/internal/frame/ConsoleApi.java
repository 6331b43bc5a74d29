// SPDX-License-Identifier: Apache-2.0
package coral.console.internal.frame;

import coral.core.http.Answer;
import coral.core.http.Api;
import coral.core.http.Content;
import coral.core.http.Field;
import coral.core.http.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/console}: who the token's holder is, and which pages there are. */
@Component
public final class ConsoleApi implements Api {
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private final Pages pages;

    /** Made by the component runtime. */
    @Activate
    public ConsoleApi(@Reference Pages pages) {
        this.pages = pages;
    }

    /**
     * What the frame asks for every few seconds.
     *
     * @param host name of the machine; empty if it cannot be told
     * @param user whom the token acts as
     * @param role of the token
     */
    record Session(String host, String user, String role, List<PageLine> pages) {}

    /**
     * A page for the navigation.
     *
     * @param script address of its module
     * @param style address of its style sheet; null if it has none
     */
    record PageLine(
            String id,
            String title,
            int order,
            String script,
            @Field(optional = true) @Nullable String style) {
        static PageLine of(ShownPage page) {
            return new PageLine(
                    page.id(),
                    page.title(),
                    page.order(),
                    page.base() + ShownPage.SCRIPT,
                    page.hasStyle() ? page.base() + ShownPage.STYLE : null);
        }
    }

    @Override
    public String component() {
        return "console";
    }

    @Override
    public String title() {
        return "The web console.";
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get(
                "",
                "Shows whom the token acts as, and the console's pages.",
                Content.of(Session.class),
                request -> Answer.of(new Session(
                        host(),
                        request.caller().name(),
                        request.role().word(),
                        pages.all().stream().map(PageLine::of).toList()))));
    }

    private static String host() {
        try {
            return Files.readString(HOST, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return ""; // A name to look at, nothing more.
        }
    }
}
