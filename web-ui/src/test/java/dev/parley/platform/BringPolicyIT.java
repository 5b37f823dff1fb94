package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy on somebody's server, from the page that says how to bring it to an episode in which the simulator asked it. */
@Tag("slow")
class BringPolicyIT {
    private static final String OWN = "four words of my own";
    private static final int WIDTH = 5;

    /** Eight small movements that follow from what was seen. */
    private static PolicyValue answer(Fields seen) {
        double first =
                ((Array) seen.find("observation/state").orElseThrow()).array().toDoubles()[0];
        if (!seen.entries().keySet().containsAll(Set.of("observation/image", "prompt"))) {
            throw new IllegalArgumentException("something is missing");
        }
        float[] numbers = new float[8 * WIDTH];
        for (int row = 0; row < 8; row++) {
            numbers[row * WIDTH] = (float) Math.sin(first) / 100;
            numbers[row * WIDTH + 4] = 1;
        }
        return Fields.empty().with("actions", new Array(NumpyArray.ofFloats(numbers, 8, WIDTH)));
    }

    @Test
    void researcherBringsAPolicyWatchesItBeExaminedAndAnEpisodeRunsOnIt(@TempDir Path data) throws Exception {
        try (StandInServer server = new StandInServer(Dialect.OPENPI, Fields.empty(), BringPolicyIT::answer);
                Platform platform = Platform.start(data);
                Axe axe = new Axe()) {
            Brought.admin(platform, data, OWN);
            Page page = axe.page();
            Browser browser = axe.browser();

            page.navigate(Brought.at(platform, "bring-your-policy"));
            page.waitForSelector("[data-guest]:not([hidden])");
            axe.look("Bring your policy, as a guest");
            browser.screenshots("bring-policy-guest");
            page.click("[data-guest] a");
            page.waitForURL(Pattern.compile(".*/sign-in.*"));
            page.fill("input[name=login]", "admin");
            page.fill("input[name=password]", OWN);
            page.click("form button[type=submit]");
            page.waitForURL(Pattern.compile(".*/bring-your-policy"));
            page.waitForSelector("[data-hosts]:not([hidden])");
            page.waitForSelector("[data-scenes] input[value=blocks-and-bowls]");
            axe.look("Bring your policy");
            browser.screenshots("bring-policy");
            browser.darkScreenshots("bring-policy");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            page.fill("[data-new] input[name=name]", "wanderer");
            page.fill("[data-new] input[name=title]", "Wanderer");
            page.fill("[data-new] input[name=description]", "Moves a little, wherever it looks.");
            page.fill("[data-new] input[name=url]", server.url().toString());
            page.fill("[data-new] input[name=actionWidth]", "7");
            page.click("text=Register and examine it");
            page.waitForSelector("[data-new] [data-trouble]:has-text('unless an admin allowed')");
            browser.screenshots("bring-policy-refused");

            page.fill(
                    "[data-allow] input[name=host]", "127.0.0.1:" + server.url().getPort());
            page.fill("[data-allow] input[name=reason]", "it stands on this desk");
            page.click("text=Allow it");
            page.waitForSelector("[data-allowed] li:has-text('127.0.0.1')");
            for (ElementHandle box : page.querySelectorAll("[data-scenes] input:checked")) {
                box.uncheck();
            }
            page.check("[data-scenes] input[value=blocks-and-bowls]");
            page.click("text=Register and examine it");
            page.waitForSelector("[data-new] [data-trouble]:has-text('has 5 numbers')");
            page.fill("[data-new] input[name=actionWidth]", String.valueOf(WIDTH));
            browser.errors().clear();
            page.click("text=Register and examine it");
            page.waitForURL(Pattern.compile(".*/policies/wanderer/conformance"));
            page.waitForSelector(
                    "[data-headline]:has-text('In order')", new Page.WaitForSelectorOptions().setTimeout(120_000));
            page.waitForSelector("[data-findings]:not([hidden])");
            assertThat(page.content()).doesNotContain("127.0.0.1");
            axe.look("What was found out");
            browser.screenshots("conformance");
            browser.darkScreenshots("conformance");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            server.requests.clear();

            String certificate = given().get(Brought.at(platform, "api/v1/policies/wanderer/conformance"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("examination.certificate");
            String prompt = Brought.asked(platform, "wanderer");
            Map<String, ?> episode = Brought.ended(platform, prompt);
            assertThat(episode.get("state")).isEqualTo("TRUNCATED");
            assertThat(episode.get("certificate")).isEqualTo(certificate);
            assertThat(server.requests).hasSizeGreaterThan(5);
            page.navigate(Brought.at(platform, "policies/wanderer"));
            page.waitForSelector("#policy-conformance");
            browser.screenshots("policy-elsewhere");
            assertThat(axe.findings()).isEmpty();
            assertThat(browser.errors()).isEmpty();
        }
    }
}
