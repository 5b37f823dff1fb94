package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see who did not ask: search by meaning, families, the wall of what runs, and shared links. */
@ExtendWith(SharedPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchersIT {
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(8);
    private static final String ASKED = "put the green cube in the orange bowl";

    private String episode = "";
    private String family = "";

    @BeforeAll
    void somebodyAsks(Platform platform) throws Exception {
        Visitor asker = new Visitor(platform);
        var ended = asker.await(
                asker.ask(ASKED), prompt -> prompt.path("state").asText().equals("COMPLETED"), EPISODE_WITHIN);
        episode = ended.path("episodes").path(0).path("id").asText();
        family = await().atMost(EPISODE_WITHIN)
                .until(() -> nearest(platform, "green thing into the orange bowl"), id -> !id.isEmpty());
    }

    private static String nearest(Platform platform, String text) {
        JsonPath found = given().queryParam("q", text)
                .get(platform.url().resolve("api/v1/prompts/search").toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return found.getBoolean("byMeaning") && found.getList("families").size() > 0
                ? found.getString("families[0].family.id")
                : "";
    }

    @Test
    void readerFindsByMeaningOpensTheFamilyAndAsksItsWords(Platform platform) {
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().resolve("explore").toString());
            page.waitForSelector("#explore-untried a");
            page.waitForSelector("#explore-asked a");
            browser.screenshots("explore-start");
            page.keyboard().press("/");
            page.keyboard().type("drop something green into a dish");
            page.keyboard().press("Enter");
            page.waitForSelector("#explore-families a[href='/families/" + family + "']");
            page.waitForSelector("[data-episode='" + episode + "']");
            assertThat(page.textContent("#explore-count")).contains("close to");
            browser.screenshots("explore-closest");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.click("#explore-families a[href='/families/" + family + "']");
            page.waitForURL(Pattern.compile(".*/families/.*"));
            assertThat(page.textContent("h1")).contains("green cube");
            assertThat(page.textContent("#family-policies")).contains("Simulation");
            browser.screenshots("family");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.click("#family-policies a >> nth=0");
            page.waitForURL(Pattern.compile(".*/policies/.*"));
            assertThat(page.textContent("#policy-kinds")).contains("Put something in");
            assertThat(page.textContent("#policy-checklist"))
                    .contains("Works on a real robot", "not offered", "offered in simulation");
            assertThat(page.textContent("#expressivity")).contains("tried three times or more");
            browser.screenshots("policy");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.click("[data-theme-switch]");
            browser.screenshots("policy-dark");
            page.goBack();
            browser.screenshots("family-dark");
            page.click("text=Ask it");
            page.waitForSelector("#judge-reading:has-text('The judge will look for:')");
            page.waitForSelector("#similar-asks a");
            browser.screenshots("ask-similar");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void familyAndSearchReadWithoutScripts(Platform platform) {
        try (Browser browser = Browser.withoutScripts()) {
            Page page = browser.page();
            page.navigate(platform.url().resolve("explore?q=green+cube").toString());
            page.click("#explore-families a >> nth=0");
            assertThat(page.textContent("#family-said")).contains("green cube");
            page.navigate(platform.url().resolve("live").toString());
            assertThat(page.textContent("h1")).isEqualTo("Running now");
        }
    }

    @Test
    void whatRunsIsOnTheWallAndLeadsToItsPage(Platform platform) {
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().resolve("live").toString());
            // To its last step, so that it is still there after the looks at it.
            String running = new Visitor(platform).ask("push everything to the left");
            page.waitForSelector("#live-wall [data-episode]");
            page.waitForSelector("#live-wall parley-poster img");
            assertThat(page.textContent("#live-wall .plate")).contains("Simulation");
            browser.screenshots("wall");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            pressesWhileItsPictureIsDrawnAnew(page);
            page.waitForURL(Pattern.compile(".*/episodes/.*"));
            page.waitForSelector(".quote");
            assertThat(running).isNotBlank();
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** A picture a second: of ten presses of a tenth of a second one meets that. */
    private static void pressesWhileItsPictureIsDrawnAnew(Page page) {
        BoundingBox tile =
                page.locator("#live-wall [data-episode] parley-poster").boundingBox();
        page.mouse().move(tile.x + tile.width / 2, tile.y + tile.height / 2);
        page.mouse().down();
        page.evaluate("""
                () => new Promise((drawn, never) => {
                  new MutationObserver(drawn).observe(document.querySelector('#live-wall parley-poster'), { childList: true });
                  setTimeout(() => never(new Error('no new picture')), 60000);
                })""");
        page.mouse().up();
    }

    @Test
    void sharedLinkHasAPictureAndTellsNothingOfTheOutcome(Platform platform) {
        String address = platform.url().resolve("episodes/" + episode).toString();
        Response page = given().get(address);
        String html = page.body().asString();
        assertThat(html)
                .contains("<meta property=\"og:title\" content=\"A simulated robot was asked: “" + ASKED + "”\">")
                .contains("twitter:card")
                .contains("og:image\" content=\"" + platform.url());
        String picture = Pattern.compile("og:image\" content=\"([^\"]+)\"")
                .matcher(html)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        given().get(picture).then().statusCode(200).contentType("image/jpeg");
        assertThat(html).contains("/families/" + family);
        given().get(platform.url().resolve("families/0123456789abcdef").toString())
                .then()
                .statusCode(404);
    }
}
