package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Showing a goal: somebody moves things on a picture of the scene, says what of it matters, and is judged by that. */
@Tag("slow")
class ComposeIT {
    private static final double LONG_MS = 480_000;
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
            fingerMovesTheThingBesideItAndNotThePage(browser);

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
            page.waitForSelector("figcaption:has-text('The goal: the blue cube is in the white tray')");
            browser.screenshots("compose-ended");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            JsonNode asked = read(platform, "prompts/" + prompt);
            assertThat(asked.path("task").path("reading").asText()).startsWith("the blue cube is in the white tray");
            String episode = asked.path("episodes").path(0).path("id").asText();
            JsonNode ended = read(platform, "episodes/" + episode);
            assertThat(ended.path("outcomes").findValuesAsText("judge")).contains("scene");
            assertThat(ended.path("outcomes").path(0).path("result").asText()).isIn("SUCCESS", "FAILURE");

            String shown = page.url();
            // An arranged goal is one of a start: no other is offered.
            assertThat(page.querySelector("a:has-text('new start')")).isNull();
            page.click("a:has-text('Ask again from the same start')");
            page.waitForURL(Pattern.compile(".*[?&]picture=.*"));
            page.waitForSelector("#ask-show .goalpic");
            page.waitForSelector(
                    "#judge-reading:has-text('The judge will look for: the blue cube is in the white tray')");
            browser.screenshots("compose-again");
            page.navigate(shown);
            page.click("a:has-text('Use how it ended as a goal')");
            page.waitForSelector("parley-composer polygon[data-thing=cube-blue]");
            page.click("summary:has-text('Start from how an episode ended')");
            page.waitForSelector(".ends .goal-example");
            browser.screenshots("compose-from-end");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            // A hand that rests on its way is drawn where it is, in the way of something as it may be.
            assertThat(browser.errors()).allMatch(error -> error.startsWith("422") && error.endsWith("/composer"));
        }
    }

    @Test
    void whatCannotBeTakenNowIsSaidInWordsAndCanBeTriedAgain(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(data);
                Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().toString());
            page.waitForSelector("#ask-scenes input", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            page.navigate(platform.url().resolve("?scene=" + SCENE + "&seed=1").toString());
            page.click("[role=tab]:has-text('Show it')");
            page.waitForSelector("parley-composer polygon[data-thing=cube-red]");
            page.click("button:has-text('Send a picture')");
            sendFile(page, "notes.txt", "text/plain", 10);
            page.waitForSelector("#ask-show [role=alert]:has-text('Send a PNG, JPEG or WebP under 8 MB')");
            sendFile(page, "large.png", "image/png", 8 * 1024 * 1024 + 1);
            page.waitForSelector("#ask-show [role=alert]:has-text('it is too large')");
            sendFile(page, "empty.png", "image/png", 1000);
            browser.agree();
            page.waitForSelector("#ask-show [role=alert]:has-text('not a PNG, JPEG or WebP image')");
            browser.screenshots("compose-refused");

            page.click("button:has-text('Arrange the scene')");
            // What is hidden still takes no key.
            page.waitForSelector("parley-composer polygon[data-thing=cube-red]");
            signal("STOP", platform.child("sim-1"));
            try {
                page.focus("polygon[data-thing=cube-red]");
                page.keyboard().press("ArrowRight");
                page.keyboard().press("ArrowRight");
                page.waitForSelector("parley-composer [role=alert]:has-text('try again in a moment')");
                browser.screenshots("compose-away");
            } finally {
                signal("CONT", platform.child("sim-1"));
            }
            page.click("parley-composer button:has-text('Try again')");
            page.waitForSelector(".meanings input[value='at:cube-red::']");
            assertThat(page.locator("parley-composer [role=alert]").isHidden()).isTrue();
            assertThat(browser.errors()).allMatch(error -> error.startsWith("503") && error.endsWith("/composer"));
        }
    }

    private static void sendFile(Page page, String name, String type, int bytes) {
        page.setInputFiles("#ask-show input[type=file]", new FilePayload(name, type, new byte[bytes]));
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** On a phone a cube is narrower than a finger, and a page scrolls under one that goes up. */
    private static void fingerMovesTheThingBesideItAndNotThePage(Browser browser) {
        Page page = browser.page();
        page.setViewportSize(390, 844);
        Locator cube = page.locator("polygon[data-thing=cube-red]");
        page.evaluate(
                "document.querySelector('parley-composer').scrollIntoView({ block: 'center', behavior: 'instant' })");
        Object scrolled = page.evaluate("scrollY");
        BoundingBox box = cube.boundingBox();
        double x = box.x - 6;
        double y = box.y + box.height / 2;
        CDPSession touch = page.context().newCDPSession(page);
        finger(touch, "touchStart", x, y);
        for (int i = 1; i <= 6; i++) {
            finger(touch, "touchMove", x + 4 * i, y - 8 * i);
        }
        assertThat(page.evaluate("scrollY")).isEqualTo(scrolled);
        finger(touch, "touchMove", x + 24, y);
        finger(touch, "touchEnd", 0, 0);
        page.waitForSelector(".meanings input[value='at:cube-red::']");
        assertThat(cube.boundingBox().x).isBetween(box.x + 18, box.x + 30);

        String before = cube.getAttribute("points");
        page.click("button:has-text('Turn left')");
        assertThat(cube.getAttribute("points")).isNotEqualTo(before);
        browser.screenshots("compose-touched");
        page.click("button:has-text('Put all back')");
        page.waitForSelector("parley-composer [role=status]:has-text('Nothing is moved yet')");
        touch.detach();
    }

    private static void finger(CDPSession touch, String type, double x, double y) {
        JsonArray points = new JsonArray();
        if (!type.equals("touchEnd")) {
            JsonObject point = new JsonObject();
            point.addProperty("x", x);
            point.addProperty("y", y);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        touch.send("Input.dispatchTouchEvent", event);
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
