package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Showing a goal: somebody moves things on a picture of the scene, says what of it matters, and is judged by that. */
@Tag("slow")
class ComposeIT {
    private static final double LONG_MS = 180_000;
    private static final String SCENE = "stacking-and-sorting";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void goalMadeByKeysAndMouseIsShownBesideTheVideoAndJudged(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(data);
                Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().toString());
            page.waitForSelector("#ask-scenes input", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            page.navigate(platform.url()
                    .resolve("?scene=" + SCENE + "&seed=" + roomySeed(platform))
                    .toString());
            page.click("[role=tab]:has-text('Show it')");
            page.waitForSelector("parley-composer polygon[data-thing=cube-red]");
            browser.screenshots("compose-start");

            page.focus("polygon[data-thing=cube-red]");
            for (int i = 0; i < 5; i++) {
                page.keyboard().press("ArrowRight");
            }
            page.waitForSelector(".meanings input[value='at:cube-red::']");
            drag(page, "cube-blue", "tray-white");
            page.waitForSelector(".meanings input[value='inside:cube-blue:tray-white:']:checked");
            browser.screenshots("compose-moved");
            page.selectOption("#goal-within", "0.03");
            page.uncheck(".meanings input[value='at:cube-red::']");
            page.click("#goal-use");
            browser.agree();
            page.waitForSelector("#ask-show .goalpic");
            page.waitForSelector(
                    "#judge-reading:has-text('The judge will look for: the blue cube is in the white tray; the rest does not matter.')");
            browser.screenshots("compose-taken");
            page.evaluate("document.documentElement.setAttribute('theme', 'dark')");
            browser.screenshots("compose-taken-dark");
            page.evaluate("document.documentElement.removeAttribute('theme')");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            page.click("#ask-button");
            page.waitForURL(Pattern.compile(".*/asks/.*"));
            String prompt = page.url().replaceAll(".*/asks/", "").replaceAll("[?#].*", "");
            page.waitForSelector(
                    "parley-episode .goal .goalpic", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            page.waitForSelector("parley-live, parley-replay", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            browser.screenshots("compose-live");
            page.waitForSelector("parley-replay", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            browser.screenshots("compose-ended");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            JsonNode asked = read(platform, "prompts/" + prompt);
            assertThat(asked.path("task").path("reading").asText()).startsWith("the blue cube is in the white tray");
            String episode = asked.path("episodes").path(0).path("id").asText();
            JsonNode ended = read(platform, "episodes/" + episode);
            assertThat(ended.path("outcomes").findValuesAsText("judge")).contains("scene");
            assertThat(ended.path("outcomes").path(0).path("result").asText()).isIn("SUCCESS", "FAILURE");

            String shown = page.url();
            page.click("a:has-text('Ask again, new start')");
            page.waitForURL(Pattern.compile(".*[?&]picture=.*"));
            page.waitForSelector("#ask-show .goalpic");
            page.waitForSelector(
                    "#judge-reading:has-text('The judge will look for: the blue cube is in the white tray')");
            page.navigate(shown);
            page.click("a:has-text('Use how it ended as a goal')");
            page.waitForSelector("parley-composer polygon[data-thing=cube-blue]");
            page.click("summary:has-text('Start from how an episode ended')");
            page.waitForSelector(".ends .goal-example");
            browser.screenshots("compose-from-end");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static void drag(Page page, String thing, String onto) {
        BoundingBox from = page.locator("polygon[data-thing=" + thing + "]").boundingBox();
        BoundingBox to = page.locator("polygon[data-thing=" + onto + "]").boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
        page.mouse().down();
        page.mouse().move(to.x + to.width / 3, to.y + to.height / 3);
        page.mouse().move(to.x + to.width / 2, to.y + to.height / 2);
        page.mouse().up();
    }

    /** A start in which the red cube has room to its right and nothing lies before the blue cube or the white tray. */
    private static long roomySeed(Platform platform) throws Exception {
        for (long seed = 1; seed <= 40; seed++) {
            JsonNode start = read(platform, "scenes/" + SCENE + "/composer?seed=" + seed);
            if (roomy(start)) {
                return seed;
            }
        }
        throw new AssertionError("no start of forty has room");
    }

    private static boolean roomy(JsonNode start) {
        JsonNode red = thing(start, "cube-red");
        double x = red.path("xM").asDouble();
        double y = red.path("yM").asDouble() + 0.05;
        boolean free = y < start.path("reach").path("maxYM").asDouble();
        for (JsonNode other : start.path("objects")) {
            if (!other.path("id").asText().equals("cube-red")) {
                free &= Math.hypot(
                                other.path("xM").asDouble() - x,
                                other.path("yM").asDouble() - y)
                        > 0.12;
            }
            // Beside the tray's column nothing stands in front of it.
            if (other.path("id").asText().startsWith("cube")
                    || other.path("id").asText().equals("can")) {
                free &= Math.abs(other.path("yM").asDouble()
                                - thing(start, "tray-white").path("yM").asDouble())
                        > 0.1;
            }
        }
        return free;
    }

    private static JsonNode thing(JsonNode start, String id) {
        for (JsonNode object : start.path("objects")) {
            if (object.path("id").asText().equals(id)) {
                return object;
            }
        }
        throw new AssertionError("no " + id + " among " + start.path("objects"));
    }

    private static JsonNode read(Platform platform, String path) throws Exception {
        return JSON.readTree(platform.url().resolve("api/v1/" + path).toURL());
    }
}
