package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk of stations and of the line in a browser: one key stops, and a named person lets go. */
@Tag("slow")
class AdminStationsIT {
    private static final String OWN = "four words of my own";

    @Test
    void oneKeyStopsTheStationAndANamedPersonClearsIt(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(data);
                Axe axe = new Axe();
                Browser visitor = new Browser()) {
            Page admin = axe.page();
            Browser browser = axe.browser();
            signIn(platform, admin, Files.readAllLines(data.resolve("secrets/first-admin.password")));

            admin.navigate(at(platform, "admin/stations"));
            admin.waitForSelector(".desk-card");
            admin.waitForSelector("parley-stop:not([hidden])");
            admin.waitForSelector(".desk-card[data-state=IDLE]");
            axe.look("Stations of one's labs");
            browser.screenshots("admin-stations");
            browser.darkScreenshots("admin-stations");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            registers(admin);
            axe.look("Stations with a new key");
            browser.screenshots("admin-stations-key");

            String card = ".desk-card[data-state=IDLE]";
            admin.click(card + " >> text=Pause");
            admin.fill("form input[name=reason]", "the table drifts");
            admin.click("form button[type=submit] >> text=Pause it");
            admin.waitForSelector(".desk-card[data-state=PAUSED]:has-text('the table drifts')");

            Page asker = visitor.page();
            asker.navigate(platform.url().toString());
            asker.fill("#prompt-text", "put the red cube in the orange bowl");
            asker.click("#ask-button");
            asker.waitForSelector("#consent-agree");
            asker.check("#consent-publish");
            asker.check("#consent-ageOk");
            asker.click("#consent-agree");
            asker.waitForURL(Pattern.compile(".*/asks/.*"));

            ordersTheLine(platform, admin, axe, browser, asker);

            admin.navigate(at(platform, "admin/stations"));
            admin.click(".desk-card[data-state=PAUSED] >> text=Resume");
            admin.fill("form input[name=reason]", "the table stands");
            admin.click("form button[type=submit] >> text=Resume it");
            admin.waitForSelector(".desk-card[data-state=IDLE], .desk-card[data-state=BUSY]");

            admin.click(".desk-card[data-state=IDLE] .plainlink, .desk-card[data-state=BUSY] .plainlink");
            admin.waitForURL(Pattern.compile(".*/admin/stations/.+"));
            admin.waitForSelector(".use-chart");
            admin.waitForSelector("[data-history] li:has-text('Resumed')");
            axe.look("One station");
            browser.screenshots("admin-station");
            browser.darkScreenshots("admin-station");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            admin.focus("[data-keys] input[name=reason]");
            admin.keyboard().press("Escape");
            admin.waitForSelector("[data-stop-said][data-state=stopped]");
            assertThat(admin.textContent("[data-stop-said]")).containsPattern("Confirmed [0-9.,]+ ms after your press");
            admin.waitForSelector(".desk-card[data-state=STOPPED]");
            admin.waitForSelector(".desk-card:has-text('The station acknowledged it after')");
            axe.look("One station, stopped");
            browser.screenshots("admin-station-stopped");
            browser.darkScreenshots("admin-station-stopped");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            admin.click(".desk-card >> text=Clear the stop");
            admin.fill(".desk-card form input[name=reason]", "a test, nothing moved");
            admin.click(".desk-card form button[type=submit]");
            admin.waitForSelector(".desk-card[data-state=IDLE], .desk-card[data-state=BUSY]");
            admin.waitForSelector("[data-history] li:has-text('Stop cleared')");

            admin.navigate(at(platform, "admin/audit?action=station"));
            admin.waitForSelector("[data-list] li:has-text('Cleared a stop')");
            admin.waitForSelector("[data-list] li:has-text('Stopped a station')");
            admin.waitForSelector("parley-stop:not([hidden])");
            assertThat(axe.findings()).isEmpty();
            assertThat(browser.errors()).isEmpty();
            assertThat(visitor.errors()).isEmpty();
        }
    }

    private static void registers(Page admin) {
        admin.click("[data-register] summary");
        admin.fill("[data-register] input[name=name]", "Bench 1");
        admin.selectOption("[data-register] select[name=kind]", "REHEARSAL");
        admin.click("text=Register the station");
        admin.waitForSelector("[data-secret]:not([hidden])");
        assertThat(admin.textContent("[data-secret] [data-key]")).startsWith("pst1.");
        admin.waitForSelector(".desk-card[data-state=OFFLINE]:has-text('Bench 1')");
    }

    private static void ordersTheLine(Platform platform, Page admin, Axe axe, Browser browser, Page asker)
            throws Exception {
        admin.navigate(at(platform, "admin/queue"));
        admin.waitForSelector(".line-row");
        admin.click(".line-row summary");
        axe.look("Line");
        browser.screenshots("admin-queue");
        browser.darkScreenshots("admin-queue");
        assertThat(browser.overflowOnAPhonePx()).isZero();
        admin.fill(".line-row input[name=reason]", "the bowl broke");
        admin.click("text=Hold it");
        admin.waitForSelector(".line-row:has-text('Held')");
        asker.waitForSelector("#held:has-text('the bowl broke')");
        admin.click(".line-row summary");
        admin.fill(".line-row input[name=reason]", "there is a new bowl");
        admin.click("text=Let it back in");
        admin.waitForSelector(".line-row:not(:has-text('Held'))");
    }

    private static void signIn(Platform platform, Page page, List<String> secret) {
        page.navigate(at(platform, "sign-in"));
        page.fill("input[name=login]", secret.getFirst());
        page.fill("input[name=password]", secret.getLast());
        page.click("form button[type=submit]");
        page.waitForSelector("[data-must]:not([hidden])");
        page.fill("input[name=present]", secret.getLast());
        page.fill("input[name=next]", OWN);
        page.fill("input[name=again]", OWN);
        page.click("text=Change the password");
        page.waitForSelector("[data-done]:not([hidden])");
    }

    private static String at(Platform platform, String path) {
        return platform.url().resolve(path).toString();
    }
}
