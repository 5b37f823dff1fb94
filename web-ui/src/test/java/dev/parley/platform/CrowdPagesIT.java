package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages without a session, which everybody shares: what they tell, and what they keep to themselves. */
@ExtendWith(SharedPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrowdPagesIT {
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(8);
    private static final String ASKED = "put the red cube in the orange bowl";

    /** Whatever would tell what the scene's judge found, before one's own vote. */
    private static final List<String> TELLING =
            List.of("It holds", "It does not hold", "Not done", "by itself", "Out of time", "of at most", ">Done<");

    /** Fulfilled once the replay has moved. The page's policy forbids strings as scripts, also to the test. */
    private static final String PLAYS = """
            () => new Promise(done => {
              const video = document.querySelector('parley-replay video');
              video.addEventListener('timeupdate', () => video.currentTime > 0.5 && done());
              video.muted = true;
              video.play();
            })""";

    private String episode = "";

    @BeforeAll
    void somebodyAsks(Platform platform) throws Exception {
        Visitor asker = new Visitor(platform);
        var ended = asker.await(
                asker.ask(ASKED), prompt -> prompt.path("state").asText().equals("COMPLETED"), EPISODE_WITHIN);
        episode = ended.path("episodes").path(0).path("id").asText();
    }

    @Test
    void pageOfAnEndedEpisodeIsTheSameForEverybodyAndTellsNothingBeforeAVote(Platform platform) {
        String address = platform.url().resolve("episodes/" + episode).toString();
        Response page = given().get(address);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().asString())
                .contains(ASKED, "Hidden until you vote")
                .doesNotContain(TELLING);
        assertThat(page.getCookies()).isEmpty();
        assertThat(page.getHeader("Cache-Control")).startsWith("public, max-age=600");
        assertThat(page.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
        given().header("If-None-Match", page.getHeader("ETag"))
                .get(address)
                .then()
                .statusCode(304);

        String verdict = address + "/verdict";
        given().get(verdict).then().statusCode(204).header("Cache-Control", "private, no-store");
        Visitor voter = new Visitor(platform);
        voter.request().get(verdict).then().statusCode(204);
        voter.request()
                .body(Map.of("success", "partly"))
                .post("episodes/" + episode + "/votes")
                .then()
                .statusCode(200);
        Response told = voter.request().get(verdict);
        assertThat(told.getHeader("Cache-Control")).isEqualTo("private, no-store");
        assertThat(told.body().asString()).contains("data-own=\"partly\"").containsPattern("It holds|It does not hold");
        given().get(verdict).then().statusCode(204);
    }

    @Test
    void leaderboardRunsNothingButFilesOfOurs(Platform platform) {
        Response page = given().get(platform.url().resolve("leaderboard").toString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void exploreTellsOutcomesOnlyToWhoeverAsksAndLetsNobodyKeepThem(Platform platform) {
        String address = platform.url().resolve("explore").toString();
        Response list = given().get(address);
        assertThat(list.getHeader("Cache-Control")).startsWith("public, max-age=1");
        assertThat(list.body().asString())
                .contains(ASKED, ">Ended<")
                .doesNotContain("by itself", ">Out of time</span></span>");
        Response shown = given().queryParam("outcomes", "shown").get(address);
        assertThat(shown.getHeader("Cache-Control")).isEqualTo("private, no-store");
        assertThat(shown.body().asString()).containsPattern("Done|Not done|Partly");
        assertThat(given().queryParam("q", "<script>alert(1)</script>")
                        .get(address)
                        .body()
                        .asString())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>alert");
        given().get(platform.url().resolve("episodes/none").toString()).then().statusCode(404);
    }

    @Test
    void addressBeneathAPageThatLeadsNowhereSaysSo(Platform platform) {
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            for (String nowhere :
                    List.of("results/nowhere", "developers/nowhere", "moderation/nowhere", "studies/a/b")) {
                page.navigate(platform.url().resolve(nowhere).toString());
                page.waitForSelector("h1:has-text('There is nothing at this address')");
            }
        }
    }

    @Test
    void readerFindsAnEpisodeVotesAndThenSeesTheVerdict(Platform platform) {
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().resolve("explore").toString());
            page.waitForSelector("#live-count:not([hidden])");
            page.fill("#explore-search", "no such words");
            page.press("#explore-search", "Enter");
            page.waitForSelector("text=No episode fits");
            page.fill("#explore-search", "orange");
            page.press("#explore-search", "Enter");
            page.waitForSelector("[data-episode='" + episode + "']");
            assertThat(page.url()).endsWith("/explore?q=orange");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.click("[data-episode='" + episode + "']");
            page.waitForURL(Pattern.compile(".*/episodes/.*"));
            assertThat(page.textContent("#outcome-badge")).contains("Hidden");
            page.evaluate(PLAYS);
            page.click("#vote-no");
            browser.agree();
            page.waitForSelector("#vote-saved:has-text('saved')");
            page.waitForSelector("#outcome-badge:not(:has-text('Hidden'))");
            assertThat(page.textContent("#verdict")).contains("judge looked for");
            page.reload();
            page.waitForSelector("#vote-no[aria-pressed='true']");
            browser.screenshots("episode-public");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            assertThat(browser.errors()).as("the refusal that asks").allMatch(error -> error.startsWith("403 "));
        }
    }

    @Test
    void pagesReadWithoutScripts(Platform platform) {
        try (Browser browser = Browser.withoutScripts()) {
            Page page = browser.page();
            page.navigate(platform.url().resolve("explore?q=orange").toString());
            assertThat(page.textContent("#explore-count")).contains("close to “orange”");
            page.click("[data-episode='" + episode + "']");
            assertThat(page.textContent(".quote")).contains(ASKED);
            assertThat(page.innerText("parley-vote")).contains("Voting needs JavaScript");
            assertThat(page.textContent("parley-time time")).contains("UTC");
        }
    }

    @Test
    void lostSessionLeavesWhatWasTyped(Platform platform) {
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().toString());
            page.fill("#prompt-text", "put the green cube in the blue bowl");
            page.waitForSelector("#judge-reading:has-text('The judge will look for:')");
            browser.loseSession();
            page.reload();
            // The reading shows that the server knows what stands in the box.
            page.waitForSelector("#judge-reading:has-text('The judge will look for:')");
            assertThat(page.inputValue("#prompt-text")).isEqualTo("put the green cube in the blue bowl");
        }
    }
}
