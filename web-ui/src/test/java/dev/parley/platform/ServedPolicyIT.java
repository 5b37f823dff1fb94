package dev.parley.platform;

import static dev.parley.platform.Brought.at;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import dev.parley.platform.rig.ServeProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of the platform's own policies in a process of its own, brought like anybody's, asked by a stranger through the relay. */
@Tag("slow")
class ServedPolicyIT {
    private static final String OWN = "four words of my own";
    private static final String KEY = "a-key-that-nobody-is-shown";
    private static final String NAME = "tabletop-served";

    @Test
    void ownPolicyIsServedBroughtExaminedAndDoesWhatAStrangerAsks(@TempDir Path data, @TempDir Path desk)
            throws Exception {
        try (ServeProcess served = ServeProcess.start(desk, "tabletop-bc", KEY);
                Platform platform = Platform.start(data);
                Axe axe = new Axe()) {
            Brought.admin(platform, data, OWN);
            Page page = axe.page();
            Browser browser = axe.browser();
            page.navigate(at(platform, "sign-in?next=/bring-your-policy"));
            page.fill("input[name=login]", "admin");
            page.fill("input[name=password]", OWN);
            page.click("form button[type=submit]");
            page.waitForURL(Pattern.compile(".*/bring-your-policy"));
            page.waitForSelector("[data-hosts]:not([hidden])");
            page.waitForSelector("[data-scenes] input[value=blocks-and-bowls]");

            filled(page, served);
            page.click("text=Register and examine it");
            // Loopback is refused until an admin allows it.
            page.waitForSelector("[data-new] [data-trouble]:has-text('unless an admin allowed')");
            page.fill(
                    "[data-allow] input[name=host]", "127.0.0.1:" + served.url().getPort());
            page.fill("[data-allow] input[name=reason]", "our own policy, in a process of its own");
            page.click("text=Allow it");
            page.waitForSelector("[data-allowed] li:has-text('127.0.0.1')");
            browser.errors().clear();
            browser.screenshots("served-policy-registering");
            page.click("text=Register and examine it");
            page.waitForURL(Pattern.compile(".*/policies/" + NAME + "/conformance"));
            page.waitForSelector(
                    "[data-headline]:has-text('In order')", new Page.WaitForSelectorOptions().setTimeout(180_000));
            page.waitForSelector("[data-findings]:not([hidden])");
            page.waitForSelector(
                    "[data-findings]:has-text('It says that it is tabletop-bc, version " + served.version() + ".')");
            assertThat(page.content()).doesNotContain("127.0.0.1", KEY);
            axe.look("What was found out about a served policy");
            browser.screenshots("served-policy-conformance");
            browser.darkScreenshots("served-policy-conformance");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            page.locator("[data-versions]").scrollIntoViewIfNeeded();
            browser.screenshots("served-policy-versions");
            browser.darkScreenshots("served-policy-versions");

            Map<String, ?> episode = Brought.ended(platform, Brought.asked(platform, NAME));
            assertThat(episode.get("state")).isEqualTo("TERMINATED");
            String certificate = given().get(at(platform, "api/v1/policies/" + NAME + "/conformance"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("examination.certificate");
            assertThat(episode.get("certificate")).isEqualTo(certificate);
            List<String> results = given().get(at(platform, "api/v1/episodes/" + episode.get("id")))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("outcomes.result");
            assertThat(results).containsExactly("SUCCESS");
            page.navigate(at(platform, "policies/" + NAME));
            page.waitForSelector("#policy-conformance");
            browser.screenshots("served-policy");
            browser.darkScreenshots("served-policy");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            assertThat(axe.findings()).isEmpty();
            assertThat(browser.errors()).isEmpty();
            // As shells report a process that ended by SIGTERM.
            assertThat(served.stop()).isEqualTo(143);
        }
    }

    private static void filled(Page page, ServeProcess served) {
        page.fill("[data-new] input[name=name]", NAME);
        page.fill("[data-new] input[name=title]", "Tabletop, served");
        page.fill("[data-new] input[name=description]", "Our own policy, asked over the network.");
        page.fill("[data-new] input[name=url]", served.url().toString());
        page.fill("[data-new] input[name=apiKey]", KEY);
        page.fill("[data-new] input[name=actionWidth]", "5");
        page.fill("[data-new] input[name=horizon]", "1");
        page.fill("[data-inputs] input[name=shape] >> nth=0", "64, 64, 3");
        for (ElementHandle box : page.querySelectorAll("[data-scenes] input:checked")) {
            box.uncheck();
        }
        page.check("[data-scenes] input[value=blocks-and-bowls]");
    }
}
