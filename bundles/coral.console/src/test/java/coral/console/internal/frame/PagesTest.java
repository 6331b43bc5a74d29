// SPDX-License-Identifier: Apache-2.0
package coral.console.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import coral.core.http.Page;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesTest {
    private final Pages pages = new Pages();

    private record SomePage(String id, String title, int order, String resources) implements Page {}

    private static SomePage page(String id, int order) {
        return new SomePage(id, "A page", order, "/console");
    }

    /** A bundle that has these files. */
    private static ShownPage.Files bundle(String... paths) {
        return new ShownPage.Files() {
            @Override
            public @Nullable URL find(String path) {
                try {
                    return List.of(paths).contains(path) ? Path.of(path).toUri().toURL() : null;
                } catch (MalformedURLException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private void add(Page page, String stamp) {
        pages.add(page, stamp, bundle("/console/page.js", "/console/part.js"));
    }

    @Test
    void all_byOrderThenId_andGoneWithTheirService() {
        Page late = page("a", 20);
        add(late, "1");
        add(page("c", 10), "1");
        add(page("b", 10), "1");
        assertThat(pages.all()).extracting(ShownPage::id).containsExactly("b", "c", "a");

        pages.unbind(late);

        assertThat(pages.all()).extracting(ShownPage::id).containsExactly("b", "c");
        assertThat(pages.at("a", "1")).isEmpty();
    }

    @Test
    void sameId_theFirstIsShown_theOtherOnceThatIsGone() {
        Page first = page("a", 1);
        add(first, "1");
        add(page("a", 2), "2");
        assertThat(pages.all()).extracting(ShownPage::stamp).containsExactly("1");

        pages.unbind(first);

        assertThat(pages.all()).extracting(ShownPage::stamp).containsExactly("2");
    }

    @Test
    void at_anotherVersionOfTheBundle_isNotThere() {
        add(page("a", 1), "2");

        assertThat(pages.at("a", "1")).isEmpty();
        ShownPage shown = pages.at("a", "2").orElseThrow();
        assertThat(shown.base()).isEqualTo("/console/pages/a/2/");
        assertThat(shown.files().find("part.js")).isNotNull();
        assertThat(shown.files().find("other.js")).isNull();
        assertThat(shown.hasStyle()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', Title, /console",
        "A, Title, /console",
        "../x, Title, /console",
        "a, ' ', /console",
        "a, 'A title of far more than forty characters is one', /console",
        "a, Title, console",
        "a, Title, /console/",
        "a, Title, /../console",
        "a, Title, /without/script"
    })
    void pageThatCannotBe_isLeftOut_andTheOthersStay(String id, String title, String folder) {
        add(page("good", 1), "1");

        add(new SomePage(id, title, 0, folder), "1");

        assertThat(pages.all()).extracting(ShownPage::id).containsExactly("good");
    }

    @Test
    void pageThatThrows_isLeftOut() {
        add(
                new Page() {
                    @Override
                    public String id() {
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public String title() {
                        return "";
                    }

                    @Override
                    public int order() {
                        return 0;
                    }

                    @Override
                    public String resources() {
                        return "";
                    }
                },
                "1");

        assertThat(pages.all()).isEmpty();
    }
}
