// SPDX-License-Identifier: Apache-2.0
package coral.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The web console in a real browser, over a node with a file system and an archive. */
class ConsoleWebIT {
    private static final String LIVE = "section[aria-labelledby=hsm-requests]";

    @TempDir
    private static Path base;

    private static HsmPlace place;
    private static String url = "";
    private static String admin = "";

    private Browser browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "file handles need root");
        place = HsmPlace.under(base.resolve("place"));
        url = HttpCalls.urls(place.node()).lines().findFirst().orElseThrow();
        admin = HttpCalls.adminToken(place.node());
    }

    @AfterAll
    static void stop() throws Exception {
        if (place != null) {
            place.close();
        }
    }

    @BeforeEach
    void open() {
        browser = Browser.open().sized(1280, 900);
        browser.driver().get(url + "/");
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private void login(String token) {
        WebElement field = browser.find("#token");
        field.clear();
        field.sendKeys(token, Keys.ENTER);
    }

    private void loginAsAdmin() {
        login(admin);
        browser.awaitText("header", "0.1.0", "ready", "health", "root, admin");
        browser.find("#hsm-archives");
    }

    private void act(Path file, String action) {
        WebElement path = browser.find("#hsm-path");
        path.clear();
        path.sendKeys(file.toString());
        browser.find("button[value=" + action + "]").click();
    }

    /** Everything came from the node itself, and the browser had nothing to complain about. */
    private void isClean() throws Exception {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.asked()).isNotEmpty().allMatch(asked -> asked.startsWith(url + "/"));
    }

    @Test
    void login_wrongToken_saysWhatToDo_andTheRightOneComesIn() throws Exception {
        login("wrong");
        browser.awaitText("[role=alert]", "CORAL-HTTP-012", "not known here", "coral token add");
        assertThat(browser.complaints()).hasSize(1).allMatch(line -> line.contains("401"));

        loginAsAdmin();

        assertThat(browser.driver().getCurrentUrl()).doesNotContain(admin);
        assertThat(browser.script("return JSON.stringify(localStorage)")).doesNotContain(admin);
        assertThat(browser.asked()).noneMatch(asked -> asked.contains(admin));
        browser.find(".self button:last-child").click();
        browser.find("#token");
        assertThat(browser.script("return sessionStorage.length")).isEqualTo("0");
    }

    @Test
    void revokedToken_leadsBackToTheLogin() throws Exception {
        String token =
                place.good("coral", "token", "add", "short", "--role", "reader").strip();
        login(token);
        browser.awaitText("header", "root, reader");

        place.good("coral", "token", "revoke", "short");

        browser.find("#token");
        browser.awaitText("[role=alert]", "CORAL-HTTP-012");
    }

    @Test
    void hsmPage_showsTheArchive_andARequestThatRunsAndEnds() throws Exception {
        Path file = place.file("video", 300_000_000);
        loginAsAdmin();
        browser.awaitText("#live", "live");
        browser.awaitText("section[aria-labelledby=hsm-archives]", "posix", "online");
        browser.awaitText(
                "section[aria-labelledby=hsm-file-systems]",
                "probe",
                place.files().toString());

        act(file, "ARCHIVE");
        browser.awaitText("dialog", file.toString(), "this can be done");
        browser.find("#hsm-do").click();

        browser.awaitText("#hsm-told", "asked for");
        browser.awaitText(LIVE, "archive", "succeed", "286 MiB");
        browser.picture("console-request");
        browser.awaitText(LIVE, "Nothing waits or runs.");
        assertThat(place.good("hsm", "state", file.toString())).contains("archived");
        isClean();
    }

    @Test
    void dialog_thatIsLeft_changesNothing() throws Exception {
        Path file = place.file("left", 1000);
        loginAsAdmin();

        act(file, "ARCHIVE");
        browser.awaitText("dialog", "this can be done");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);

        assertThat(place.good("hsm", "state", file.toString())).doesNotContain("archived");
        act(file, "RELEASE");
        browser.awaitText("#hsm-told [role=alert]", "CORAL-HSM-");
        isClean();
    }

    @Test
    void badPath_showsCodeMessageAndRemedy() throws Exception {
        loginAsAdmin();

        act(Path.of("/etc/hostname"), "ARCHIVE");

        browser.awaitText("#hsm-told [role=alert]", "CORAL-HSM-001", "/etc/hostname", "hsm fs add");
    }

    @Test
    void failure_isShownWithItsReason() throws Exception {
        Path file = place.file("unlucky", 1000);
        place.hsm("archive", List.of(file), "--wait");
        place.hsm("release", List.of(file));
        loginAsAdmin();
        loseNewest(place.archive().resolve("objects"));

        assertThat(place.node().run("hsm", "restore", "--wait", file.toString()).exit())
                .isNotZero();

        browser.awaitText("section[aria-labelledby=hsm-failures]", "restore", "ENOENT");
        browser.sized(1280, 1060);
        browser.picture("console-light");
        browser.scheme("dark");
        browser.picture("console-dark");
        browser.scheme("light");
        isClean();
    }

    /** Deletes the object that was made last. */
    private static void loseNewest(Path objects) throws Exception {
        try (var files = Files.walk(objects)) {
            Path newest = files.filter(Files::isRegularFile)
                    .max(Comparator.comparing(one -> one.toFile().lastModified()))
                    .orElseThrow();
            Files.delete(newest);
        }
    }

    @Test
    void reader_looksAndHasNoButtons() throws Exception {
        String token =
                place.good("coral", "token", "add", "looks", "--role", "reader").strip();
        login(token);

        browser.awaitText("header", "root, reader");
        browser.awaitText("section[aria-labelledby=hsm-actions]", "only reads");
        assertThat(browser.find("button[value=ARCHIVE]").isEnabled()).isFalse();
        isClean();
    }

    @Test
    void dark_asTheSystemOrTheSwitchSays() throws Exception {
        loginAsAdmin();
        assertThat(ground()).isEqualTo("rgb(244, 245, 247)");

        browser.scheme("dark");
        assertThat(ground()).isEqualTo("rgb(20, 23, 28)");
        browser.find("#theme").click();
        assertThat(ground()).isEqualTo("rgb(244, 245, 247)");
        browser.scheme("light");
        browser.find("#theme").click();
        assertThat(ground()).isEqualTo("rgb(20, 23, 28)");
        browser.driver().navigate().refresh();
        browser.awaitText("#theme", "dark");
        assertThat(ground()).isEqualTo("rgb(20, 23, 28)");
    }

    private String ground() {
        return browser.script("return getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void keyboard_reachesEverything() throws Exception {
        browser.find("#token");
        browser.driver().switchTo().activeElement().sendKeys(admin, Keys.ENTER);
        browser.awaitText("nav", "HSM");
        browser.awaitText("#hsm-archives", "Archives");

        assertThat(tab()).isEqualTo("Skip to the page");
        assertThat(tab()).isEqualTo("HSM");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        assertThat(browser.driver().getCurrentUrl()).endsWith("#hsm");
        assertThat(tab()).startsWith("Theme");
        assertThat(tab()).isEqualTo("Log out");
    }

    private String tab() {
        browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        return browser.driver().switchTo().activeElement().getText();
    }

    @Test
    void narrow_nothingIsWiderThanTheScreen() throws Exception {
        loginAsAdmin();
        browser.sized(400, 900);

        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo("400");
        browser.picture("console-narrow");
    }

    @Test
    void pageWithoutItsBundle_saysSo() throws Exception {
        loginAsAdmin();

        browser.driver().get(url + "/console/#gone");

        browser.awaitText("#content", "its bundle is not running");
    }

    @Test
    void stringsThatWouldBecomeHtml_areRefusedByTheBrowser() {
        browser.find("#token");

        assertThatThrownBy(() -> browser.script("document.body.innerHTML = '<b>x</b>'"))
                .isInstanceOf(JavascriptException.class)
                .hasMessageContaining("TrustedHTML");
    }
}
