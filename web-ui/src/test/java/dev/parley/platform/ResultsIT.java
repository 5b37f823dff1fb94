package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.parley.platform.rig.Database;
import dev.parley.platform.rig.Rig;
import dev.parley.platform.rig.Shape;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A study that stops by itself, how many more it takes, and what moves success, in a browser. The study runs; so that the other
 * pages have something to draw, one of its episodes is written down many times over, with other starts and endings.
 */
@Tag("slow")
class ResultsIT {
    private static final String KEY = "a-key-for-studies-in-this-test-only";
    private static final String EXPERT = "scripted-expert";
    private static final String RANDOM = "random";
    private static final Duration WITHIN = Duration.ofMinutes(20);

    /** As many more runs of a policy; which ones they are, their fences say: ? and the 80 after it. */
    private static final String ASSIGNMENTS = """
            INSERT INTO assignment (id, turn_id, station_id, slot, fence, state, offered_at, accept_by, version)
            SELECT gen_random_uuid(), one.turn_id, one.station_id, 0, ?::bigint + number, 'RELEASED', one.created_at,
                   one.created_at, 1
            FROM (SELECT * FROM episode WHERE policy_name = ? AND steps IS NOT NULL ORDER BY created_at LIMIT 1) AS one,
                 generate_series(1, 80) AS number""";

    /** Each has the start of its number, the same for all policies and bodies, and a light by that. */
    private static final String EPISODES = """
            INSERT INTO episode (id, prompt_id, turn_id, author, station_id, station_name, station_kind, fence, attempt, state,
                report_sequence, end_reason, instruction, scene_id, policy_name, policy_digest, task_id, task_reading, seed,
                conditions, max_steps, steps, control_hz, created_at, running_at, ended_at, version, detector_name,
                detector_digest, detector_probability)
            SELECT a.id, e.prompt_id, e.turn_id, gen_random_uuid(), e.station_id, e.station_name, ?, a.fence, 1, 'TRUNCATED',
                   9, 'STEP_LIMIT', e.instruction, e.scene_id, e.policy_name, e.policy_digest, e.task_id, e.task_reading,
                   9000 + a.fence % 1000,
                   json_build_object('light', (a.fence % 1000 * 37 % 80) / 80.0, 'friction.objects',
                       (a.fence % 1000 * 53 % 80) / 80.0, 'cube-red.x_m', (a.fence % 1000 * 29 % 80) / 400.0)::text,
                   e.max_steps, 100, e.control_hz, e.created_at, e.running_at, e.ended_at, 1, 'looker', repeat('ab', 32),
                   (a.fence % 1000 * 37 % 80) / 80.0
            FROM assignment a JOIN LATERAL (SELECT * FROM episode o WHERE o.turn_id = a.turn_id AND o.fence < 1000000000
                LIMIT 1) AS e ON true
            WHERE a.fence BETWEEN ? AND ?::bigint + 999""";

    /** The more light, the oftener it was done. */
    private static final String OUTCOMES = """
            INSERT INTO outcome (episode_id, judge, result)
            SELECT id, 'scene', CASE WHEN (fence % 1000 * 37 % 80) / 80.0 * 0.7 + (fence * 7919 % 97) / 97.0 * 0.3 > ?
                THEN 'SUCCESS' ELSE 'FAILURE' END FROM episode WHERE fence BETWEEN ? AND ?::bigint + 999""";

    @Test
    void studyStopsByItselfAndPagesSayHowManyMoreAndWhatMovesSuccess() throws Exception {
        Shape shape = Shape.of(1, 0).withSimulators(2).with("parley.studies.keys=ada:" + KEY);
        try (Rig rig = Rig.start("results", shape);
                Axe axe = new Axe()) {
            URI url = rig.url();
            Page page = axe.page();
            look(axe, url, "results", "#results-conditions");
            look(axe, url, "studies/new", "[data-guest]:not([hidden])");
            look(axe, url, "studies", "#studies-empty", "list of no studies");
            String study = study(url);
            look(axe, url, "studies/" + study, "#study-plan");
            Awaitility.await()
                    .atMost(WITHIN)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> api(url, "studies/" + study).getString("state").equals("DECIDED"));

            JsonPath decided = api(url, "studies/" + study);
            assertThat(decided.getString("plan.verdict.better.name")).isEqualTo(EXPERT);
            assertThat(decided.getInt("plan.verdict.afterBlocks")).isBetween(5, 30);
            look(axe, url, "studies/" + study, "#study-verdict");
            assertThat(page.textContent("#study-verdict")).contains("is better");
            assertThat(page.textContent("#study-evidence")).contains("You may look any time");
            assertThat(page.textContent("#study-tasks"))
                    .contains("“put the red cube in the blue bowl”")
                    .doesNotContain("put-cube-red");
            page.click("text=All studies");
            page.waitForSelector("#studies [data-study='%s']".formatted(study));
            axe.look("results list of studies");
            assertThat(page.textContent("#studies"))
                    .contains("Decided")
                    .contains("Does the expert do better than chance?")
                    .contains("is better: decided after")
                    .contains("of at most 40 pairs")
                    .contains("by ada");
            // Whoever may not plan one is not asked to.
            assertThat(page.isHidden("[data-may-plan]")).isTrue();
            page.click("text=Does the expert do better than chance?");
            page.waitForSelector("#study-verdict");

            writeDown(rig.database());
            look(axe, url, "plan?policy=%s&against=%s".formatted(EXPERT, RANDOM), "#plan-saving[data-done]");
            assertThat(page.textContent("#plan-rates")).contains("robot-hours");
            assertThat(page.textContent("#plan-saving"))
                    .contains("of the episodes")
                    .contains("saved");
            look(axe, url, "results", "#results-conditions .effect");
            assertThat(page.textContent("#results-real")).contains("No real robot has run anything here");
            assertThat(page.isVisible("#results-rehearsal")).isTrue();
            look(axe, url, "leaderboard", "a[href='/studies']");
            assertThat(axe.findings()).isEmpty();
            assertThat(axe.browser().errors()).isEmpty();
            for (String address :
                    List.of("plan?policy=" + EXPERT, "results", "studies", "studies/" + study, "studies/new")) {
                page.navigate(url.resolve(address).toString());
                assertThat(axe.browser().overflowOnAPhonePx()).as(address).isZero();
            }
        }
    }

    private static void look(Axe axe, URI url, String path, String there) {
        look(axe, url, path, there, path.replaceAll("[?].*", ""));
    }

    private static void look(Axe axe, URI url, String path, String there, String name) {
        axe.page().navigate(url.resolve(path).toString());
        axe.page()
                .waitForSelector(
                        there,
                        new Page.WaitForSelectorOptions()
                                .setState(WaitForSelectorState.ATTACHED)
                                .setTimeout(180_000));
        axe.look("results " + name);
    }

    private static JsonPath api(URI url, String path) {
        return given().get(url.resolve("api/v1/" + path).toString())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String study(URI url) {
        JsonPath policies = api(url, "policies");
        return given().header("Authorization", "Bearer " + KEY)
                .contentType("application/json")
                .body(Map.of(
                        "name",
                        "expert or chance",
                        "plan",
                        Map.of(
                                "question",
                                "Does the expert do better than chance?",
                                "policies",
                                List.of(version(policies, EXPERT), version(policies, RANDOM)),
                                "tasks",
                                List.of(Map.of(
                                        "sceneId",
                                        "blocks-and-bowls",
                                        "taskId",
                                        "put-cube-red-in-bowl-blue",
                                        "instruction",
                                        "put the red cube in the blue bowl")),
                                "alpha",
                                0.2,
                                "mostBlocks",
                                40)))
                .post(url.resolve("api/v1/studies").toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, String> version(JsonPath policies, String name) {
        return Map.of("name", name, "digest", policies.getString("find { it.id == '%s' }.digest".formatted(name)));
    }

    private static void writeDown(Database database) throws Exception {
        long fence = 1_000_000_000L;
        for (String policy : List.of(EXPERT, RANDOM)) {
            for (String kind : List.of("SIMULATOR", "REHEARSAL")) {
                database.change(ASSIGNMENTS, fence, policy);
                database.change(EPISODES, kind, fence, fence);
                database.change(OUTCOMES, policy.equals(EXPERT) ? 0.3 : 0.8, fence, fence);
                fence += 1000;
            }
        }
    }
}
