package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
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

            givesSoManyADay(platform, admin, axe, browser);

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

            browser.follow(".desk-card[data-state=IDLE] .plainlink, .desk-card[data-state=BUSY] .plainlink");
            admin.waitForURL(Pattern.compile(".*/admin/stations/.+"));
            admin.waitForSelector(".use-chart");
            admin.waitForSelector("[data-history] li:has-text('Resumed')");
            axe.look("One station");
            browser.screenshots("admin-station");
            browser.darkScreenshots("admin-station");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            asksTheSameEveryDay(admin, axe, browser);

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

            admin.navigate(at(platform, "admin/audit?action=lab"));
            admin.waitForSelector("[data-list] li:has-text('Set how many episodes a day a lab gives')");
            admin.waitForSelector("[data-list] li:has-text('Removed a quota of a lab')");
            admin.navigate(at(platform, "admin/audit?action=station"));
            admin.waitForSelector("[data-list] li:has-text('Cleared a stop')");
            admin.waitForSelector("[data-list] li:has-text('Stopped a station')");
            admin.waitForSelector("parley-stop:not([hidden])");
            assertThat(axe.findings()).isEmpty();
            assertThat(browser.errors()).isEmpty();
            assertThat(visitor.errors()).isEmpty();
        }
    }

    /** By keys alone; a policy that gets none is said at the desk of each station. */
    private static void givesSoManyADay(Platform platform, Page admin, Axe axe, Browser browser) throws Exception {
        admin.waitForSelector("parley-quotas:has-text('As many as come.')");
        sets(admin, "", "40");
        admin.waitForSelector("parley-quotas [data-quota='']:has-text('0 of 40')");
        admin.waitForSelector("parley-quotas [data-quota='']:has-text('Now')");
        sets(admin, "scripted-expert", "0");
        admin.waitForSelector("parley-quotas [data-quota='scripted-expert'][data-full]:has-text('Never')");
        axe.look("What a lab gives in a day");
        browser.screenshots("admin-stations-quotas");
        browser.darkScreenshots("admin-stations-quotas");
        assertThat(browser.overflowOnAPhonePx()).isZero();

        browser.follow(".desk-card[data-state=IDLE] .plainlink");
        admin.waitForURL(Pattern.compile(".*/admin/stations/.+"));
        admin.waitForSelector("[data-day]:has-text('Its lab gives no episodes by scripted-expert.')");
        admin.waitForSelector("[data-card] .desk-card");
        axe.look("One station on a full day");
        browser.screenshots("admin-station-full-day");
        assertThat(browser.overflowOnAPhonePx()).isZero();

        admin.navigate(at(platform, "admin/stations"));
        admin.click("parley-quotas [data-quota='scripted-expert'] >> text=Remove");
        admin.fill("parley-quotas [data-remove-form] input[name=reason]", "it is wanted again");
        admin.keyboard().press("Enter");
        admin.waitForSelector(
                "parley-quotas [data-quota='scripted-expert']",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        admin.waitForSelector("parley-quotas [data-quota='']:has-text('of 40')");
        admin.waitForSelector(".desk-card[data-state=IDLE]");
    }

    private static void sets(Page admin, String policy, String most) {
        admin.focus("parley-quotas [data-setting] summary");
        admin.keyboard().press("Enter");
        admin.selectOption("parley-quotas select[name=policy]", policy);
        admin.fill("parley-quotas input[name=most]", most);
        admin.fill("parley-quotas [data-set-form] input[name=reason]", "the table is needed");
        admin.keyboard().press("Enter");
        admin.waitForSelector("parley-quotas [data-setting]:not([open])");
    }

    /** Set for the next minute, so that this minute's tries are its first day. */
    private static void asksTheSameEveryDay(Page admin, Axe axe, Browser browser) throws Exception {
        admin.waitForSelector("parley-canary[data-verdict=NONE]");
        admin.click("parley-canary [data-setting] summary");
        Locator expert = admin.locator("parley-canary select[name=policy] option[value^='scripted-expert ']");
        expert.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        admin.selectOption("parley-canary select[name=policy]", expert.getAttribute("value"));
        assertThat(admin.inputValue("parley-canary input[name=instruction]")).isNotBlank();
        ZoneId zone = ZoneId.of(admin.inputValue("parley-canary input[name=zone]"));
        axe.look("One station, a canary to set");
        browser.screenshots("admin-station-canary-set");
        assertThat(browser.overflowOnAPhonePx()).isZero();
        admin.fill("parley-canary input[name=tries]", "1");
        LocalTime soon = LocalTime.now(zone).plusSeconds(70);
        admin.fill("parley-canary input[name=at]", "%02d:%02d".formatted(soon.getHour(), soon.getMinute()));
        admin.fill("parley-canary [data-set-form] input[name=reason]", "to see whether it drifts");
        admin.click("text=Ask this every day");
        admin.waitForSelector("parley-canary[data-verdict=LEARNING]:has-text('0 of 14 days')");
        admin.waitForSelector("[data-history] li:has-text('Daily canary set')");

        Page.WaitForSelectorOptions patiently = new Page.WaitForSelectorOptions().setTimeout(240_000);
        admin.waitForSelector("parley-canary[data-verdict=LEARNING]:has-text('1 of 14 days')", patiently);
        admin.waitForSelector("parley-canary .canary-chart circle.first");
        admin.click("parley-canary [data-course] details summary");
        assertThat(admin.textContent("parley-canary [data-course] tbody")).contains("first days");
        axe.look("One station with a canary");
        browser.screenshots("admin-station-canary");
        browser.darkScreenshots("admin-station-canary");
        assertThat(browser.overflowOnAPhonePx()).isZero();
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
        assertThat(admin.textContent(".line-row summary"))
                .as("titles, not codes")
                .doesNotContain("tabletop-bc")
                .doesNotContain("blocks-and-bowls");
        admin.click(".line-row summary");
        axe.look("Line");
        browser.screenshots("admin-queue");
        browser.darkScreenshots("admin-queue");
        assertThat(browser.overflowOnAPhonePx()).isZero();
        admin.fill(".line-row input[name=reason]", "the bowl broke");
        admin.click("text=Hold it");
        // Its badge, on the row as it is drawn anew: the open one has the word in its own sentence.
        admin.waitForSelector(".line-row:not([open]) .bdg:has-text('Held')");
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
