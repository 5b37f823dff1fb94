package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.parley.core.account.GuestCookie;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a stranger does in a browser. */
@ExtendWith(SharedPlatform.class)
class PagesIT {
    private static final double EPISODE_WITHIN_MS = 480_000;

    /** A small copy of the picture as a list of numbers; another one later means that something moved. */
    private static final String PIXELS = """
            () => {
              const video = document.querySelector('parley-live').shadowRoot.querySelector('video');
              const canvas = document.createElement('canvas');
              canvas.width = 64; canvas.height = 48;
              const context = canvas.getContext('2d');
              context.drawImage(video, 0, 0, 64, 48);
              return Array.from(context.getImageData(0, 0, 64, 48).data).join();
            }""";

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
    void strangerAsksWatchesLiveSeesTheOutcomeTheReplayAndVotes(Platform platform) {
        Page page = browser.page();
        page.navigate(platform.url().toString());
        page.waitForSelector("#prompt-text");
        browser.screenshots("ask");
        // Two people are ahead, so that there is a line to stand in; somebody new comes before another's second ask.
        new Visitor(platform).ask("put the blue cube in the orange bowl");
        new Visitor(platform).ask("put the green cube in the blue bowl");

        page.fill("#prompt-text", "put the red cube in the blue bowl");
        page.click("#ask-button");
        page.waitForSelector("#consent-agree");
        assertThat(page.isChecked("#consent-publish"))
                .as("nothing is ticked beforehand")
                .isFalse();
        browser.screenshots("consent");
        page.click("#consent-leave");
        page.waitForFunction("document.querySelector('#ask-trouble').textContent.includes('Nothing was sent')");
        page.click("#ask-button");
        browser.agree();
        page.waitForURL(Pattern.compile(".*/asks/.*"));
        page.waitForSelector("#wait-place");
        assertThat(page.textContent("#wait-place")).isNotBlank();
        assertThat(page.textContent("#wait-reason")).isNotBlank();
        browser.screenshots("waiting");

        livePictureMoves(page);
        browser.screenshots("live");

        page.waitForSelector("#outcome-badge", new Page.WaitForSelectorOptions().setTimeout(EPISODE_WITHIN_MS));
        assertThat(page.textContent("#verdict")).isNotBlank();
        replayPlays(page);
        // By key: what is drawn late above it moves it from under a pointer.
        page.press("#vote-yes", "Enter");
        page.waitForSelector(
                "#vote-saved:not([hidden]), parley-vote [data-trouble]:not([hidden]), dialog.consent[open]");
        assertThat(page.isVisible("dialog.consent")).as("asked once").isFalse();
        assertThat(page.textContent("parley-vote [data-trouble]")).isEmpty();
        page.waitForFunction("document.querySelector('#vote-saved').textContent.includes('saved')");
        browser.screenshots("finished");
        assertThat(browser.overflowOnAPhonePx()).isZero();
        assertThat(browser.errors()).isEmpty();
    }

    private static void livePictureMoves(Page page) {
        Page.WaitForFunctionOptions patiently = new Page.WaitForFunctionOptions().setTimeout(EPISODE_WITHIN_MS);
        page.waitForFunction("(document.querySelector('parley-live')?.framesDecoded ?? 0) > 10", null, patiently);
        Object frames = page.evaluate("document.querySelector('parley-live').framesDecoded");
        Object before = page.evaluate(PIXELS);
        page.waitForFunction("before => document.querySelector('parley-live').framesDecoded > before + 10", frames);
        page.waitForFunction("before => (" + PIXELS + ")() !== before", before);
    }

    private static void replayPlays(Page page) {
        page.waitForSelector("parley-replay video");
        page.evaluate(
                "() => { const video = document.querySelector('parley-replay video'); video.muted = true; return video.play(); }");
        page.waitForFunction("document.querySelector('parley-replay video').currentTime > 0.5");
    }

    @Test
    void documentOfAPageProvesAGuestBeforeThePageSaysAnything(Platform platform) {
        String page = platform.url().toString();
        Response first = given().get(page);
        String cookie = first.then().statusCode(200).extract().cookie(GuestCookie.NAME);
        assertThat(cookie).isNotBlank();

        Response again = given().cookie(GuestCookie.NAME, cookie)
                .cookie("JSESSIONID", first.cookie("JSESSIONID"))
                .get(page);
        assertThat(again.then().statusCode(200).extract().cookie(GuestCookie.NAME))
                .as("the same guest")
                .isNull();

        Response forgotten =
                given().cookie("JSESSIONID", first.cookie("JSESSIONID")).get(page);
        assertThat(forgotten.then().statusCode(200).extract().cookie(GuestCookie.NAME))
                .as("whom nothing proves any more is somebody new")
                .isNotBlank()
                .isNotEqualTo(cookie);
    }

    @Test
    void thoseWhoLeaveWhileTheirPageConnectsKeepNobodyElseOut(Platform platform) throws Exception {
        LeftSockets sockets = new LeftSockets(platform.url());

        sockets.leave(8, 250, Duration.ofMillis(40));

        for (int whole = 0; whole < 3; whole++) {
            assertThat(sockets.answer()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void sceneIsChosenByKeyboardAndShowItLeadsToOneInWhichAPolicyReadsPictures(Platform platform) {
        Page page = browser.page();
        page.navigate(platform.url().toString());
        page.waitForSelector("#ask-scenes input");
        page.focus("#ask-scenes input:checked");
        page.keyboard().press("ArrowRight");
        page.waitForSelector(".chip:has-text('open the drawer')");
        browser.screenshots("ask-drawer");
        // Nobody reads pictures for the flat arm with the suction cup.
        page.keyboard().press("ArrowRight");
        page.waitForSelector(
                ".chip:has-text('open the drawer')",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        page.click("[role=tab]:has-text('Show it')");
        page.waitForSelector("#ask-show button:has-text('Go to Room')");
        assertThat(page.isVisible("#ask-button")).isFalse();
        assertThat(page.isVisible("#judge-reading")).isFalse();
        page.click("#ask-show button:has-text('Go to Room')");
        page.waitForSelector("parley-composer .plan [data-thing=robot]");
        page.click("#ask-show button:has-text('Send a picture')");
        page.click("#ask-show .goal-example");
        browser.agree();
        page.waitForSelector("#ask-show .goalpic");
        browser.screenshots("ask-show");
        assertThat(browser.overflowOnAPhonePx()).isZero();
        page.click("#ask-button");
        page.waitForURL(Pattern.compile(".*/asks/.*"));

        page.waitForSelector("parley-replay", new Page.WaitForSelectorOptions().setTimeout(EPISODE_WITHIN_MS));
        assertThat(page.getAttribute("#replay-video", "controls"))
                .as("one set of controls")
                .isNull();
        page.keyboard().press(" ");
        page.waitForFunction("document.querySelector('#replay-video').currentTime > 0.5");
        browser.screenshots("room-finished");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void strangerWhoVotesFirstIsAskedThenAndTheVoteGoesOn(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        String prompt = visitor.ask("push everything to the left");
        String episode = visitor.await(
                        prompt, view -> view.path("state").asText().equals("COMPLETED"), Duration.ofMillis((long)
                                EPISODE_WITHIN_MS))
                .path("episodes")
                .path(0)
                .path("id")
                .asText();
        Page page = browser.page();
        page.navigate(platform.url().resolve("episodes/" + episode).toString());
        page.waitForSelector(".plate:has-text('Simulation')");
        page.click("#vote-partly");
        browser.screenshots("vote-consent");
        browser.agree();
        page.waitForSelector("#vote-saved:has-text('saved')");
        assertThat(browser.errors()).as("the refusal that asks").allMatch(error -> error.startsWith("403 "));
    }

    @Test
    void exploreAndStationsShowWhatIsThere(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        visitor.await(
                visitor.ask("put the blue cube in the blue bowl"),
                prompt -> prompt.path("state").asText().equals("COMPLETED"),
                Duration.ofMillis((long) EPISODE_WITHIN_MS));
        Page page = browser.page();
        page.navigate(platform.url().resolve("stations").toString());
        page.waitForSelector("text=Sim 1");
        browser.screenshots("stations");
        assertThat(browser.overflowOnAPhonePx()).isZero();
        page.navigate(platform.url().resolve("explore").toString());
        page.waitForSelector("text=put the blue cube in the blue bowl");
        assertThat(page.textContent("#explore-count")).isNotBlank();
        browser.screenshots("explore");
        assertThat(browser.overflowOnAPhonePx()).isZero();
        assertThat(browser.errors()).isEmpty();
    }
}
