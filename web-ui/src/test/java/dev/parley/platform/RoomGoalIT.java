package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Showing a robot that moves about where it shall stand and look: on a plan, by keys, mouse and finger; judged by that pose. */
@Tag("slow")
@ExtendWith(SharedPlatform.class)
class RoomGoalIT {
    private static final double LONG_MS = 480_000;
    private static final String SCENE = "room";
    private static final String ROBOT = "parley-composer .plan [data-thing=robot]";
    private static final double STEP_M = 0.25;
    private static final int STEPS = 4;
    private static final int TURNS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A start from which the robot can be moved a metre this way. */
    private record Roomy(long seed, String key, double x, double y) {}

    @Test
    void placeAndHeadingAreShownByKeysMouseAndFingerAndJudged(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        try (Browser browser = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().toString());
            page.waitForSelector("#ask-scenes input", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            Roomy roomy = roomy(visitor);
            page.navigate(platform.url()
                    .resolve("?scene=" + SCENE + "&seed=" + roomy.seed())
                    .toString());
            page.click("[role=tab]:has-text('Show it')");
            page.waitForSelector(ROBOT);
            page.waitForSelector("parley-composer [role=status]:has-text('stands and looks as it starts')");
            browser.screenshots("room-goal-start");
            whatStandsInTheWayIsNamedAndTheRobotGoesBack(browser);
            fingerTurnsTheRobotAndNotThePage(browser);

            page.focus(ROBOT);
            for (int step = 0; step < STEPS; step++) {
                page.keyboard().press("Shift+" + roomy.key());
            }
            for (int turn = 0; turn < TURNS; turn++) {
                page.keyboard().press("r");
            }
            page.waitForSelector(".meanings input[data-kind='robot-at-point']:checked");
            page.waitForSelector(".meanings input[data-kind='robot-heading']:checked");
            page.selectOption("#goal-beside", "30");
            browser.screenshots("room-goal-moved");
            browser.darkScreenshots("room-goal-moved");
            page.waitForSelector("#goal-use:not([disabled])");
            page.click("#goal-use");
            browser.agree();
            page.waitForSelector("#ask-show .taken .goalpic");
            page.waitForSelector("#judge-reading:has-text('± 30 cm, ± 30°; the rest does not matter.')");
            browser.screenshots("room-goal-taken");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            page.click("#ask-button");
            page.waitForURL(Pattern.compile(".*/asks/.*"));
            String prompt = page.url().replaceAll(".*/asks/", "").replaceAll("[?#].*", "");
            page.waitForSelector("parley-replay", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            page.waitForSelector("figcaption:has-text('The goal: the robot stands')");
            browser.screenshots("room-goal-ended");

            JsonNode asked = read(platform, "prompts/" + prompt);
            assertThat(asked.path("task").path("reading").asText())
                    .startsWith("the robot stands")
                    .contains("± 30 cm, ± 30°");
            String episode = asked.path("episodes").path(0).path("id").asText();
            JsonNode outcome =
                    read(platform, "episodes/" + episode).path("outcomes").path(0);
            assertThat(outcome.path("judge").asText()).isEqualTo("scene");
            assertThat(outcome.path("result").asText()).isIn("SUCCESS", "FAILURE");

            page.click("a:has-text('Use how it ended as a goal')");
            page.waitForSelector(ROBOT);
            browser.screenshots("room-goal-from-end");
            assertThat(browser.errors()).allMatch(error -> error.startsWith("422") && error.endsWith("/composer"));
        }
    }

    private static void whatStandsInTheWayIsNamedAndTheRobotGoesBack(Browser browser) {
        Page page = browser.page();
        String before = page.getAttribute(ROBOT, "transform");
        BoundingBox robot = page.locator(ROBOT + " .shell").boundingBox();
        BoundingBox sofa =
                page.locator(".plan .thing:has-text('red sofa') polygon").boundingBox();
        page.mouse().move(robot.x + robot.width / 2, robot.y + robot.height / 2);
        page.mouse().down();
        page.mouse().move(sofa.x + sofa.width / 2, sofa.y + sofa.height / 2);
        page.mouse().up();
        page.waitForSelector("parley-composer [role=alert]:has-text('the red sofa is in the way')");
        page.waitForSelector(ROBOT + "[transform='" + before + "']");
        browser.screenshots("room-goal-refused");
    }

    private static void fingerTurnsTheRobotAndNotThePage(Browser browser) {
        Page page = browser.page();
        page.setViewportSize(390, 844);
        page.evaluate("document.querySelector('.plan').scrollIntoView({ block: 'center', behavior: 'instant' })");
        Object scrolled = page.evaluate("scrollY");
        String before = page.getAttribute(ROBOT, "transform");
        BoundingBox knob = page.locator(ROBOT + " .knob").boundingBox();
        BoundingBox shell = page.locator(ROBOT + " .shell").boundingBox();
        double x = shell.x + shell.width / 2;
        double y = shell.y + shell.height / 2;
        CDPSession touch = page.context().newCDPSession(page);
        finger(touch, "touchStart", knob.x + knob.width / 2, knob.y + knob.height / 2);
        // A quarter turn about its middle.
        double fromX = knob.x + knob.width / 2 - x;
        double fromY = knob.y + knob.height / 2 - y;
        for (double share : new double[] {0.3, 0.6, 1}) {
            double angle = share * Math.PI / 2;
            finger(
                    touch,
                    "touchMove",
                    x + fromX * Math.cos(angle) - fromY * Math.sin(angle),
                    y + fromX * Math.sin(angle) + fromY * Math.cos(angle));
        }
        finger(touch, "touchEnd", 0, 0);
        assertThat(page.evaluate("scrollY")).isEqualTo(scrolled);
        page.waitForSelector(".meanings input[data-kind='robot-heading']:checked");
        assertThat(page.getAttribute(ROBOT, "transform")).isNotEqualTo(before);
        browser.screenshots("room-goal-turned");
        page.click("button:has-text('Put it back')");
        page.waitForSelector("parley-composer [role=status]:has-text('stands and looks as it starts')");
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

    private static Roomy roomy(Visitor visitor) throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            JsonNode start = JSON.readTree(visitor.request()
                    .get("scenes/" + SCENE + "/composer?seed=" + seed)
                    .asString());
            for (Roomy way : ways(seed, start)) {
                if (isFree(visitor, way)) {
                    return way;
                }
            }
        }
        throw new AssertionError("no start of twenty has a metre of room");
    }

    private static List<Roomy> ways(long seed, JsonNode start) {
        for (JsonNode object : start.path("objects")) {
            if (object.path("id").asText().equals("robot")) {
                double x = object.path("xM").asDouble();
                double y = object.path("yM").asDouble();
                return List.of(
                        new Roomy(seed, "ArrowLeft", x, y),
                        new Roomy(seed, "ArrowRight", x, y),
                        new Roomy(seed, "ArrowUp", x, y),
                        new Roomy(seed, "ArrowDown", x, y));
            }
        }
        throw new AssertionError("no robot in " + start);
    }

    // Drawn while the hand rests, so each place on the way has to be one.
    private static boolean isFree(Visitor visitor, Roomy way) {
        for (int step = 1; step <= STEPS; step++) {
            double far = step * STEP_M;
            double x = way.x() + (way.key().equals("ArrowUp") ? -far : way.key().equals("ArrowDown") ? far : 0);
            double y =
                    way.y() + (way.key().equals("ArrowLeft") ? -far : way.key().equals("ArrowRight") ? far : 0);
            int status = visitor.request()
                    .body(Map.of(
                            "seed",
                            "" + way.seed(),
                            "placements",
                            List.of(Map.of("object", "robot", "xM", x, "yM", y, "yawRad", 0))))
                    .post("scenes/" + SCENE + "/composer")
                    .statusCode();
            if (status != 200) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode read(Platform platform, String path) throws Exception {
        return JSON.readTree(platform.url().resolve("api/v1/" + path).toURL());
    }
}
