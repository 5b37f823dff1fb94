package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Asking with a picture instead of words, with the policies and the simulator that ship. */
@ExtendWith(SharedPlatform.class)
class GoalPictureIT {
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(3);
    private static final String SCENE = "blocks-and-bowls";

    @TempDir
    Path folder;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void lastFrameOfAnEpisodeIsSentAsAGoalAndStandsBesideTheLivePicture(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        Path goal = Files.write(folder.resolve("goal.jpg"), lastFrame(visitor));
        Page page = browser.page();
        page.navigate(platform.url().resolve("?scene=" + SCENE).toString());
        page.click("[role=tab]:has-text('Show it')");
        page.setInputFiles("vaadin-upload input[type=file]", goal);
        page.waitForSelector("#ask-show .goalpic");
        assertThat(page.textContent("#judge-reading")).contains("Not machine-judged");
        browser.screenshots("ask-goal");
        page.click("#ask-button");
        page.waitForURL(Pattern.compile(".*/asks/.*"));

        Page.WaitForSelectorOptions patiently = new Page.WaitForSelectorOptions().setTimeout(EPISODE_WITHIN.toMillis());
        page.waitForSelector("parley-episode .goal .goalpic", patiently);
        page.waitForFunction("document.querySelector('.goal .goalpic').naturalWidth > 0");
        browser.screenshots("live-goal");
        page.waitForSelector("#replay-video", patiently);
        page.waitForSelector("parley-episode .goal .goalpic");
        assertThat(page.textContent("#verdict")).contains("Not machine-judged");
        assertThat(browser.overflowOnAPhonePx()).isZero();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void pictureForAPolicyThatGoesByWordsIsRefusedWithTheOnesThatLook(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        String image = visitor.request()
                .contentType("image/jpeg")
                .body(lastFrame(visitor))
                .post("goal-images")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        visitor.request()
                .body(Map.of("goalImageId", image, "sceneId", SCENE, "policyId", "tabletop-bc"))
                .post("prompts")
                .then()
                .statusCode(422)
                .body("code", equalTo("policy-does-not-fit"))
                .body(
                        "detail",
                        containsString("takes no goal image. Policies that take a goal image in scene " + SCENE));
    }

    private static byte[] lastFrame(Visitor visitor) throws Exception {
        String prompt = visitor.askFor("put the red cube in the blue bowl", SCENE, "scripted-expert");
        JsonNode ended =
                visitor.await(prompt, view -> view.path("state").asText().equals("COMPLETED"), EPISODE_WITHIN);
        String episode = ended.path("episodes").path(0).path("id").asText();
        return visitor.request()
                .get("episodes/" + episode + "/poster/main.jpg")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }
}
