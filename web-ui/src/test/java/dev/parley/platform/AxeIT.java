package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page that anybody can open, in each state that people meet, through the eyes of axe-core. The comparison is voted on first
 * and looked for on the leaderboard last, since votes count only once it has closed.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AxeIT {
    private static final String KEY = "a-key-for-studies-in-this-test-only";
    private static final String ASKED = "put the red cube in the orange bowl";
    private static final double LONG_MS = 480_000;

    /** Fulfilled once a closed comparison is on the leaderboard; fails after three minutes. */
    private static final String RANKED = """
            async () => {
              for (let looks = 0; looks < 180; looks++) {
                const board = await fetch('/api/v1/leaderboard', { cache: 'no-store' }).then(answer => answer.json());
                if (board.groups.length > 0) return;
                await new Promise(later => setTimeout(later, 1000));
              }
              throw new Error('no comparison came to the leaderboard');
            }""";

    private Platform platform;
    private Path data;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = folder;
        // So that a vote is on the leaderboard while the test still looks.
        platform =
                Platform.start(data, Map.of("PARLEY_STUDIES_KEYS", "ada:" + KEY, "PARLEY_COMPARISON_OPEN_FOR", "PT2M"));
    }

    @AfterAll
    void end() throws Exception {
        platform.close();
    }

    private String at(String path) {
        return platform.url().resolve(path).toString();
    }

    private JsonPath api(String path) {
        return given().get(at("api/v1/" + path))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Opens it and looks at it once this is there. */
    private void look(Axe axe, String path, String there) {
        axe.page().navigate(at(path));
        axe.page().waitForSelector(there, new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        axe.look("/" + path);
    }

    @Test
    void pagesOfAPersonWhoAsksWaitsWatchesAndVotes() throws Exception {
        try (Axe axe = new Axe()) {
            Page page = axe.page();
            look(axe, "", "#prompt-text");
            page.fill("#prompt-text", ASKED);
            page.waitForSelector("#judge-reading:has-text('The judge will look for:')");
            axe.look("Ask with words");
            page.click("[role=tab]:has-text('Show it')");
            page.waitForSelector("#ask-show");
            axe.look("Ask by showing");
            page.click("[role=tab]:has-text('Say it')");
            page.click("#ask-button");
            page.waitForSelector("#consent-agree");
            axe.look("What is agreed to");
            // Of two people: somebody new comes before another's second ask.
            for (String words :
                    List.of("put the blue cube in the orange bowl", "put the green cube in the blue bowl")) {
                new Visitor(platform).ask(words);
            }
            axe.browser().agree();
            page.waitForURL(Pattern.compile(".*/asks/.*"));
            page.waitForSelector("#wait-place");
            axe.look("Waiting");
            page.waitForSelector("parley-live", patiently());
            axe.look("Own live episode");
            page.waitForSelector("parley-replay", patiently());
            axe.look("Own finished episode");
            look(axe, "my", ".ask-row");
            assertThat(axe.findings()).isEmpty();
            assertThat(axe.looks()).isEqualTo(8 * 4);
        }
    }

    private static Page.WaitForSelectorOptions patiently() {
        return new Page.WaitForSelectorOptions().setTimeout(LONG_MS);
    }

    @Test
    void pagesForEverybodyWhileSomethingRunsAndAfterwards() throws Exception {
        Visitor asker = new Visitor(platform);
        // Nobody's judge knows these words, so it runs until its last step: long enough to look at it four times.
        String prompt = asker.ask("push everything to the left");
        JsonNode running = asker.await(
                prompt,
                view -> view.path("episodes").path(0).path("state").asText().equals("RUNNING"),
                Duration.ofMinutes(3));
        String episode = running.path("episodes").path(0).path("id").asText();
        try (Axe axe = new Axe()) {
            look(axe, "episodes/" + episode, "parley-live");
            // So that the wall and Explore have something that moves for as long as it takes to look.
            for (int i = 0; i < 4; i++) {
                asker.ask(ASKED);
            }
            look(axe, "live", "#live-wall .tile");
            asker.await(prompt, view -> view.path("state").asText().equals("COMPLETED"), Duration.ofMinutes(3));
            look(axe, "episodes/" + episode, "parley-replay");
            axe.page().click("#vote-no");
            axe.browser().agree();
            axe.page().waitForSelector("#vote-saved:has-text('saved')");
            axe.look("Episode after the vote");
            look(axe, "explore", "#explore-count");
            look(axe, "explore?q=orange", "[data-episode]");
            look(axe, "explore?outcomes=shown&policy=none-such", "text=No episode fits");
            look(axe, "families/" + api("families?limit=1").getString("[0].id"), "h1");
            look(axe, "policies/scripted-expert", "#policy-checklist");
            look(axe, "leaderboard?body=rehearsal", "#leaderboard-empty");
            look(axe, "stations", "text=Sim 1");
            look(axe, "consent", "text=CC BY 4.0");
            look(axe, "developers", "#python-text");
            look(axe, "no-such-page", "h1");
            look(axe, "episodes/none", "h1");
            assertThat(axe.findings()).isEmpty();
            assertThat(axe.looks()).isEqualTo(15 * 4);
        }
    }

    @Test
    @Order(1)
    void blindComparisonFromTheWaitToTheVote() throws Exception {
        String comparison = new Visitor(platform)
                .request()
                .body(Map.of("instruction", ASKED))
                .post("comparisons")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        try (Axe axe = new Axe()) {
            Page page = axe.page();
            look(axe, "compare/" + comparison, "#compare-waiting:not([hidden])");
            page.waitForSelector("#compare-vote:not([hidden])", patiently());
            axe.look("Comparison before both are seen");
            page.click("[data-rate='2']");
            page.click("#compare-play");
            page.waitForSelector("#choice-tie:not([disabled])", patiently());
            page.click("#choice-tie");
            axe.browser().agree();
            page.waitForSelector("#compare-next");
            axe.look("Comparison after the vote");
            assertThat(axe.findings()).isEmpty();
            assertThat(axe.looks()).isEqualTo(3 * 4);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void leaderboardOnceTheVotesOfTheComparisonCount() throws Exception {
        try (Axe axe = new Axe()) {
            Page page = axe.page();
            page.navigate(at("leaderboard"));
            page.evaluate(RANKED);
            look(axe, "leaderboard", "tr[data-policy]");
            String ranked = page.getAttribute("tr[data-policy]", "data-policy");
            look(axe, "policies/" + ranked + "?failures=shown", "#policy-place");
            assertThat(axe.findings()).isEmpty();
            assertThat(axe.looks()).isEqualTo(2 * 4);
        }
    }

    @Test
    void pagesOfResearchersAndOperators() throws Exception {
        try (Axe axe = new Axe()) {
            look(axe, "studies/" + study(), "h1");
            look(axe, "detectors/" + api("detectors").getString("[0].digest"), "h1");
            look(axe, "moderation", "input[name=key]");
            axe.page()
                    .fill(
                            "input[name=key]",
                            Files.readString(data.resolve("secrets/moderation.key"))
                                    .strip());
            axe.page().click("text=Open the desk");
            axe.page().waitForSelector("[data-desk]:not([hidden])");
            axe.look("Moderation desk");
            assertThat(axe.findings()).isEmpty();
            assertThat(axe.looks()).isEqualTo(4 * 4);
        }
    }

    @Test
    void signingInAndTheDesksOfPeopleInCharge() throws Exception {
        List<String> secret = Files.readAllLines(data.resolve("secrets/first-admin.password"));
        try (Axe axe = new Axe()) {
            Page page = axe.page();
            look(axe, "account", "[data-guest]:not([hidden])");
            look(axe, "sign-in", "input[name=login]");
            page.fill("input[name=login]", secret.getFirst());
            page.fill("input[name=password]", "not the password at all");
            page.click("form button[type=submit]");
            page.waitForSelector("[data-trouble]:has-text('wrong')");
            axe.look("Sign in refused");
            page.fill("input[name=password]", secret.getLast());
            page.click("form button[type=submit]");
            page.waitForSelector("[data-must]:not([hidden])");
            axe.look("Account with a one-time password");
            page.fill("input[name=present]", secret.getLast());
            page.fill("input[name=next]", "four words of my own");
            page.fill("input[name=again]", "four words of my own");
            page.click("text=Change the password");
            page.waitForSelector("[data-done]:not([hidden])");
            axe.look("Account");
            look(axe, "admin/people", "[data-login=admin]");
            page.fill("[data-new] input[name=login]", "olga");
            page.fill("[data-new] input[name=name]", "Olga Operator");
            page.click("text=Create the account");
            page.waitForSelector("[data-secret]:not([hidden])");
            page.click("[data-login=olga] summary");
            page.click("[data-login=olga] >> text=Grant the role");
            page.waitForSelector("[data-login=olga] [role=alert]:not([hidden])");
            axe.look("People with an account open");
            look(axe, "admin/audit", "[data-list] li:has-text('Created an account')");
            look(axe, "admin/audit?who=nobody-of-that-name", "[data-list] li:has-text('Nothing')");
            assertThat(axe.findings()).isEmpty();
            assertThat(axe.looks()).isEqualTo(9 * 4);
        }
    }

    private String study() {
        String digest = api("policies").getString("find { it.id == 'scripted-expert' }.digest");
        return given().header("Authorization", "Bearer " + KEY)
                .contentType("application/json")
                .body(Map.of(
                        "name",
                        "as axe sees it",
                        "items",
                        List.of(Map.of(
                                "policyVersion",
                                Map.of("name", "scripted-expert", "digest", digest),
                                "sceneId",
                                "blocks-and-bowls",
                                "taskId",
                                "put-cube-red-in-bowl-blue",
                                "instruction",
                                "put the red cube in the blue bowl",
                                "seed",
                                "7"))))
                .post(at("api/v1/studies"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
