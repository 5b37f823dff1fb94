package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import dev.parley.platform.rig.Agreement;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private static final Set<String> ENDED = Set.of("TERMINATED", "TRUNCATED", "ABORTED", "LOST");

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
            admin(platform, data);
            Page page = axe.page();
            Browser browser = axe.browser();

            page.navigate(at(platform, "bring-your-policy"));
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

            String certificate = given().get(at(platform, "api/v1/policies/wanderer/conformance"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("examination.certificate");
            String prompt = asked(platform);
            Map<String, ?> episode = ended(platform, prompt);
            assertThat(episode.get("state")).isEqualTo("TRUNCATED");
            assertThat(episode.get("certificate")).isEqualTo(certificate);
            assertThat(server.requests).hasSizeGreaterThan(5);
            page.navigate(at(platform, "policies/wanderer"));
            page.waitForSelector("#policy-conformance");
            browser.screenshots("policy-elsewhere");
            assertThat(axe.findings()).isEmpty();
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** By a guest: who brought a policy does not ask it. */
    private static String asked(Platform platform) {
        String guest = given().post(at(platform, "api/v1/guests"))
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        RequestSpecification as = given().header("X-Parley-Guest", guest).contentType(ContentType.JSON);
        String version = given().get(at(platform, "api/v1/" + Agreement.PATH))
                .then()
                .extract()
                .path("version");
        given().spec(as)
                .body(Agreement.to(version))
                .put(at(platform, "api/v1/" + Agreement.PATH))
                .then()
                .statusCode(200);
        return given().spec(as)
                .body(Map.of(
                        "instruction", "put the red cube in the blue bowl",
                        "sceneId", "blocks-and-bowls",
                        "policyId", "wanderer"))
                .post(at(platform, "api/v1/prompts"))
                .then()
                .statusCode(201)
                .body("id", not(equalTo("")))
                .extract()
                .path("id");
    }

    /** Its only episode, once it has ended. */
    private static Map<String, ?> ended(Platform platform, String prompt) {
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    List<Map<String, ?>> found = episodes(platform, prompt);
                    return !found.isEmpty()
                            && ENDED.contains(String.valueOf(found.getFirst().get("state")));
                });
        return given().get(at(
                        platform,
                        "api/v1/episodes/"
                                + episodes(platform, prompt).getFirst().get("id")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
    }

    private static List<Map<String, ?>> episodes(Platform platform, String prompt) {
        return given().get(at(platform, "api/v1/prompts/" + prompt))
                .then()
                .statusCode(200)
                .extract()
                .path("episodes");
    }

    private static void admin(Platform platform, Path data) throws Exception {
        List<String> secret = Files.readAllLines(data.resolve("secrets/first-admin.password"));
        String first = given().contentType(ContentType.JSON)
                .body(Map.of("login", secret.getFirst(), "password", secret.getLast()))
                .post(at(platform, "api/v1/session"))
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
        given().cookie("parley-person", first)
                .contentType(ContentType.JSON)
                .body(Map.of("present", secret.getLast(), "next", OWN))
                .post(at(platform, "api/v1/session/password"))
                .then()
                .statusCode(200);
    }

    private static String at(Platform platform, String path) {
        return platform.url().resolve(path).toString();
    }
}
