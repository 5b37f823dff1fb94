package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two researchers judge the same film, the one with the keyboard alone, the other with a mouse, do not agree, and a lead decides.
 * Meanwhile everything that their browsers get is searched for what would tell whose film it is.
 */
@Tag("slow")
class ReviewIT {
    private static final String OWN = "four words of my own";
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(8);
    private static final int PHONE_PX = 390;
    private static final int PHONE_HEIGHT_PX = 900;

    /** Of each radio button of the form: whether it is as wide as browsers draw them, words beside it or not. */
    private static final String CHOICES_KEEP_THEIR_SIZE =
            "[...document.querySelectorAll('form[data-new] [type=radio]')].map(one => one.getBoundingClientRect().width >= 13)";

    @Test
    void researchersJudgeAFilmBlindAndSomebodyDecidesWhereTheyDisagree(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(data);
                Axe axe = new Axe();
                Browser second = new Browser();
                Axe third = new Axe()) {
            String admin = firstAdmin(platform, data);
            String ada = researcher(platform, admin, "ada");
            String ben = researcher(platform, admin, "ben");
            JsonNode episode = episode(platform);

            Page page = axe.page();
            Browser browser = axe.browser();
            List<Response> came = listen(page);
            page.navigate(at(platform, "review"));
            page.waitForURL(Pattern.compile(".*/sign-in\\?next=/review"));
            signIn(page, "ada", ada);
            page.waitForURL(Pattern.compile(".*/review.*"));
            page.waitForSelector("[data-desk]:not([hidden])");
            page.waitForSelector("parley-signals .plot path");
            page.waitForSelector("[data-step]:has-text('step 0 of')");
            givesBack(page);
            filmAndNumbersGoTogether(page);
            axe.look("Review");
            browser.screenshots("review");
            browser.darkScreenshots("review");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            judgesWithKeysAlone(page);
            // A browser forgets what a page got that is gone.
            noLeak(came, episode);
            came.clear();
            savesWhatItKeptOverAReload(page);
            page.waitForSelector("[data-others]:not([hidden]):has-text('Nobody else has judged')");
            axe.look("Review judged");
            browser.screenshots("review-judged");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.keyboard().press("Enter");
            page.waitForSelector("[data-nothing]:not([hidden])");
            browser.screenshots("review-nothing");
            page.keyboard().press("k");
            page.waitForSelector("[data-desk]:not([hidden])");
            noLeak(came, episode);

            Page other = second.page();
            List<Response> cameToOther = listen(other);
            other.navigate(at(platform, "sign-in?next=/review"));
            signIn(other, "ben", ben);
            other.waitForSelector("[data-desk]:not([hidden])");
            other.waitForSelector("parley-signals .plot path");
            assertThat(other.isVisible("[data-others]")).isFalse();
            assertThat(heard(cameToOther)).doesNotContain("touched-something-else", "as far as I see");
            other.click("label:has-text('Not done')");
            other.click("label:has-text('Dropped it')");
            watched(other);
            other.click("button[type=submit]");
            other.waitForSelector("[data-said]:has-text('Partly')");
            second.screenshots("review-others");
            noLeak(cameToOther, episode);
            assertThat(verdict(platform, episode)).isNull();
            plansStudies(platform, second);

            Page lead = third.page();
            lead.navigate(at(platform, "sign-in?next=/review/lead"));
            signIn(lead, "admin", OWN);
            lead.waitForSelector("[data-raters]:has-text('Ada')");
            lead.waitForSelector("[data-overview]:has-text('Waiting for somebody to decide')");
            third.look("Review lead");
            third.browser().screenshots("review-lead");
            third.browser().darkScreenshots("review-lead");
            assertThat(third.browser().overflowOnAPhonePx()).isZero();
            lead.navigate(at(platform, "review"));
            lead.waitForSelector("[data-desk]:not([hidden])");
            lead.waitForSelector("parley-signals .plot path");
            lead.keyboard().press("3");
            watched(lead);
            lead.keyboard().press("Enter");
            lead.waitForSelector("[data-said] li:nth-child(2)");
            assertThat(verdict(platform, episode)).isEqualTo("FAILURE");

            axe.page().navigate(at(platform, "review/lead"));
            axe.page().waitForSelector("text=This desk is not for your roles");
            assertThat(axe.findings()).isEmpty();
            assertThat(third.findings()).isEmpty();
            browser.errors().removeIf(error -> error.startsWith("403 ") || error.startsWith("409 "));
            assertThat(browser.errors()).isEmpty();
            assertThat(third.browser().errors()).isEmpty();
        }
    }

    @Test
    void placeAndLabelOutliveAServerThatIsKilled(@TempDir Path data) throws Exception {
        String taken;
        String ada;
        try (Platform platform = Platform.start(data)) {
            String admin = firstAdmin(platform, data);
            researcher(platform, admin, "ada");
            episode(platform);
            ada = session(platform, "ada", OWN);
            taken = as(platform, ada)
                    .post("reviews")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("id");
            platform.kill();
        }
        try (Platform platform = Platform.start(data)) {
            assertThat(as(platform, ada)
                            .post("reviews")
                            .then()
                            .statusCode(200)
                            .extract()
                            .<String>path("id"))
                    .as("it is still theirs")
                    .isEqualTo(taken);
            Awaitility.await()
                    .atMost(EPISODE_WITHIN)
                    .untilAsserted(() -> as(platform, ada)
                            .body(Map.of("result", "cannot-tell"))
                            .post("reviews/" + taken + "/labels")
                            .then()
                            .statusCode(200));
            platform.kill();
        }
        try (Platform platform = Platform.start(data)) {
            as(platform, ada)
                    .get("reviews/" + taken)
                    .then()
                    .statusCode(200)
                    .body("labels[0].label.result", equalTo("cannot-tell"));
        }
    }

    /** A step further in the film is a step further on every plot, and a press on a plot moves the film. */
    private static void filmAndNumbersGoTogether(Page page) {
        page.keyboard().press(".");
        page.waitForSelector("[data-step]:has-text('step 1 of')");
        page.keyboard().press("Shift+.");
        page.waitForSelector("[data-step]:has-text('step 11 of')");
        page.keyboard().press(",");
        page.waitForSelector("[data-step]:has-text('step 10 of')");
        Object cursors = page.evaluate(
                "new Set([...document.querySelectorAll('parley-signals .cursor')].map(c => c.style.left)).size");
        assertThat(((Number) cursors).intValue()).as("one place on every plot").isEqualTo(1);
        page.locator("parley-signals .ar").first().click();
        page.waitForSelector("[data-step]:not(:has-text('step 10 of'))");
    }

    private static void judgesWithKeysAlone(Page page) {
        page.keyboard().press("2");
        page.keyboard().press("+");
        page.keyboard().press("+");
        page.waitForSelector("[data-far-said]:has-text('55 %')");
        page.keyboard().press("q");
        page.keyboard().press("m");
        page.waitForSelector("[data-marks]:has-text('First went wrong at step')");
        page.keyboard().press("i");
        page.keyboard().press("Shift+.");
        page.keyboard().press("i");
        page.waitForSelector("[data-marks]:has-text('Somebody stepped in, steps')");
        page.keyboard().press("n");
        page.keyboard().type("as far as I see 1 2 3 q");
        page.keyboard().press("Escape");
    }

    private static void savesWhatItKeptOverAReload(Page page) {
        page.reload();
        page.waitForSelector("parley-signals .plot path");
        page.waitForSelector("parley-signals .plot .held");
        page.waitForSelector("[data-step]:has-text('step 0 of')");
        watched(page);
        page.keyboard().press("Enter");
        page.waitForSelector("[data-saved]:has-text('Your label is in')");
        assertThat(page.isChecked("input[value=partly]"))
                .as("keys do nothing in a text")
                .isTrue();
        assertThat(page.isChecked("input[value=touched-something-else]")).isTrue();
        assertThat(page.inputValue("textarea[name=note]")).isEqualTo("as far as I see 1 2 3 q");
    }

    /** It is theirs alone, so it comes back; under another name. */
    private static void givesBack(Page page) {
        String before = page.url();
        page.keyboard().press("j");
        page.waitForSelector("[data-trouble]:has-text('Judge this clip first')");
        page.click("[data-do=give-back]");
        page.waitForURL(url -> url.contains("?clip=") && !url.equals(before));
        page.waitForSelector("parley-signals .plot path");
        page.waitForSelector("[data-step]:has-text('step 0 of')");
    }

    /** Until the server believes that it was watched. */
    private static void watched(Page page) {
        page.evaluate("""
                async () => {
                  const video = document.querySelector('#review-film');
                  video.playbackRate = 2;
                  await video.play();
                  await new Promise(seen => video.addEventListener('ended', seen, { once: true }));
                }""");
    }

    /** What came; it is read later, since nothing may be asked of a browser while it tells something. */
    private static List<Response> listen(Page page) {
        List<Response> came = new CopyOnWriteArrayList<>();
        page.onResponse(came::add);
        return came;
    }

    /** All that came, addresses, headers and bodies. */
    private static String heard(List<Response> came) {
        StringBuilder all = new StringBuilder();
        for (Response response : came) {
            all.append(response.url()).append(' ').append(response.headers()).append('\n');
            if (response.url().contains("/api/v1/reviews")
                    && response.headers().getOrDefault("content-type", "").contains("json")) {
                all.append(body(response)).append('\n');
            }
        }
        return all.toString();
    }

    /** A browser keeps no body of what came while its page was left: the same person is told it once more. */
    private static String body(Response response) {
        try {
            return response.text();
        } catch (PlaywrightException left) {
            assertThat(left).hasMessageContaining("No resource with given identifier");
            assertThat(response.request().method()).isEqualTo("GET");
            return response.frame().page().request().get(response.url()).text();
        }
    }

    private static void noLeak(List<Response> came, JsonNode episode) {
        assertThat(heard(came))
                .contains("/api/v1/reviews")
                .doesNotContain(
                        episode.path("id").asText(),
                        episode.path("promptId").asText(),
                        episode.path("policyVersion").path("name").asText(),
                        episode.path("policyVersion").path("digest").asText(),
                        episode.path("station").path("id").asText(),
                        episode.path("seed").asText(),
                        episode.path("recordings").path(0).path("sha256").asText(),
                        "\"SUCCESS\"",
                        "\"FAILURE\"");
    }

    private static @Nullable String verdict(Platform platform, JsonNode episode) {
        return given().get(at(platform, "api/v1/episodes/" + episode.path("id").asText()))
                .then()
                .statusCode(200)
                .extract()
                .path("outcomes.find { it.judge == 'researcher' }?.result");
    }

    /** The list of studies leads researchers to where they plan one, and on a phone what is chosen there keeps its size. */
    private static void plansStudies(Platform platform, Browser researcher) {
        Page page = researcher.page();
        page.navigate(at(platform, "studies"));
        page.click("[data-may-plan]");
        page.waitForSelector("form[data-new]:not([hidden])");
        researcher.screenshots("studies-new");
        assertThat(researcher.overflowOnAPhonePx()).isZero();
        page.setViewportSize(PHONE_PX, PHONE_HEIGHT_PX);
        assertThat(page.evaluate(CHOICES_KEEP_THEIR_SIZE)).isEqualTo(List.of(true, true));
    }

    /** One that ended and whose film has arrived. */
    private static JsonNode episode(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        String prompt = visitor.ask("put the red cube in the orange bowl");
        JsonNode ended =
                visitor.await(prompt, view -> view.path("state").asText().equals("COMPLETED"), EPISODE_WITHIN);
        String id = ended.path("episodes").path(0).path("id").asText();
        Awaitility.await()
                .atMost(EPISODE_WITHIN)
                .until(() -> !visitor.episode(id).path("recordings").isEmpty());
        return visitor.episode(id);
    }

    private static String firstAdmin(Platform platform, Path data) throws Exception {
        List<String> secret = Files.readAllLines(data.resolve("secrets/first-admin.password"));
        String cookie = session(platform, secret.getFirst(), secret.getLast());
        return changed(platform, cookie, secret.getLast());
    }

    /** @return their password */
    private static String researcher(Platform platform, String admin, String login) {
        String name = login.substring(0, 1).toUpperCase(Locale.ROOT) + login.substring(1);
        var created = as(platform, admin)
                .body(Map.of("login", login, "name", name))
                .post("people")
                .then()
                .statusCode(201)
                .extract();
        String id = created.path("person.id");
        as(platform, admin)
                .body(Map.of("role", "RESEARCHER", "reason", "judges films"))
                .post("people/" + id + "/grants")
                .then()
                .statusCode(200);
        String once = created.path("oneTimePassword");
        changed(platform, session(platform, login, once), once);
        return OWN;
    }

    /** @return the cookie after the change */
    private static String changed(Platform platform, String cookie, String present) {
        return as(platform, cookie)
                .body(Map.of("present", present, "next", OWN))
                .post("session/password")
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
    }

    private static String session(Platform platform, String login, String password) {
        return as(platform, "")
                .body(Map.of("login", login, "password", password))
                .post("session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
    }

    private static RequestSpecification as(Platform platform, String cookie) {
        RequestSpecification request =
                given().baseUri(platform.url().resolve("api/v1/").toString()).contentType(ContentType.JSON);
        return cookie.isEmpty() ? request : request.cookie("parley-person", cookie);
    }

    private static void signIn(Page page, String login, String password) {
        page.fill("input[name=login]", login);
        page.fill("input[name=password]", password);
        page.click("form button[type=submit]");
    }

    private static String at(Platform platform, String path) {
        return platform.url().resolve(path).toString();
    }
}
