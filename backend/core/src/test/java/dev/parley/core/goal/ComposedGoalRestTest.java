package dev.parley.core.goal;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Guests;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.comparison.ComparisonData;
import dev.parley.core.comparison.ComparisonRequest;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.goalimage.PictureStates;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A goal arranged on a picture: what it means, and that whoever asks with it is judged by that. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ComposedGoalRestTest {
    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    GoalStatements statements;

    @Inject
    PictureStates pictures;

    @Inject
    Guests guests;

    @Inject
    EpisodeEnds ends;

    @Inject
    Comparisons comparisons;

    @Inject
    Pool sql;

    @Test
    void arrangedSceneSaysWhatItMeansAndKeepsNothing() {
        String token = token();
        lab.station(StationKind.SIMULATOR);

        given().header("X-Parley-Guest", token)
                .get("/api/v1/scenes/" + Lab.SCENE + "/composer?seed=7")
                .then()
                .statusCode(200)
                .body("seed", equalTo("7"))
                .body("picture", startsWith("data:image/png;base64,"))
                .body("objects.id", equalTo(List.of("cube-red", "bowl-blue")))
                .body("objects[0].name", equalTo("red cube"))
                .body("relations", hasSize(0))
                .body("hint", containsString("Nothing is moved"));
        draw(token, put(0.1, 0))
                .statusCode(200)
                .body("relations[0].id", equalTo("inside:cube-red:bowl-blue:"))
                .body("relations[0].text", equalTo("the red cube is in the blue bowl"))
                .body("relations[0].usual", equalTo(true));
        draw(token, List.of(Map.of("object", "kettle", "xM", 0, "yM", 0)))
                .statusCode(422)
                .body("code", equalTo("placement-refused"))
                .body("detail", containsString("no object kettle"));
        draw(token, List.of(Map.of("object", "cube-red"))).statusCode(400).body("code", equalTo("body-malformed"));
        given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(Map.of("seed", "7", "placement", List.of()))
                .post("/api/v1/scenes/" + Lab.SCENE + "/composer")
                .then()
                .statusCode(400)
                .body("code", equalTo("body-malformed"))
                .body("detail", containsString("placements"));
        given().get("/api/v1/scenes/kitchen/composer?seed=7")
                .then()
                .statusCode(422)
                .body("code", equalTo("scene-unknown"));
        given().get("/api/v1/scenes/" + Lab.SCENE + "/composer?seed=x")
                .then()
                .statusCode(400)
                .body("code", equalTo("seed-out-of-range"));
    }

    @Test
    void confirmedGoalIsWhatTheJudgeLooksForFromTheSameStart() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        String id = compose(token, Map.of("placements", put(0.1, 0)))
                .statusCode(201)
                .body("statement.text", equalTo("the red cube is in the blue bowl; the rest does not matter"))
                .extract()
                .path("id");

        given().header("X-Parley-Guest", token)
                .get("/api/v1/goal-images/" + id + "/statement")
                .then()
                .statusCode(200)
                .body("seed", equalTo("7"))
                .body("sceneId", equalTo(Lab.SCENE))
                .body("relations", equalTo(List.of("inside:cube-red:bowl-blue:")))
                .body("text", equalTo("the red cube is in the blue bowl; the rest does not matter"));
        // As the picture itself: nobody else's before an episode ran under it.
        given().header("X-Parley-Guest", token())
                .get("/api/v1/goal-images/" + id + "/statement")
                .then()
                .statusCode(404);

        String prompt = ask(token, Map.of("goalImageId", id))
                .statusCode(201)
                .body("seed", equalTo("7"))
                .body("task.id", nullValue())
                .body("task.reading", equalTo("the red cube is in the blue bowl; the rest does not matter"))
                .extract()
                .path("id");

        PromptData asked = await(prompts.find(PromptId.parse(prompt))).orElseThrow();
        assertThat(asked.taskId()).isEmpty();
        AssignmentData assignment = lab.lease(asked, lab.station(StationKind.SIMULATOR));
        EpisodeData ended = lab.runToTheEnd(assignment);
        assertThat(ended.taskReading()).contains("the red cube is in the blue bowl; the rest does not matter");
        ask(token, Map.of("goalImageId", id, "sceneId", "elsewhere")).statusCode(422);
    }

    @Test
    void askerChoosesWhatMattersAndHowExactly() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        compose(token, Map.of("placements", put(0, 0.1), "relations", List.of("at:cube-red::"), "withinM", 0.03))
                .statusCode(201)
                .body(
                        "statement.text",
                        equalTo("the red cube is where it is in the picture, ± 3 cm; the rest does not matter"));
        compose(token, Map.of("placements", put(0, 0.1), "relations", List.of("beside:cube-red:bowl-blue:left")))
                .statusCode(201)
                .body("statement.text", equalTo("the red cube is left of the blue bowl; the rest does not matter"));
        compose(token, Map.of("placements", put(0, 0.1), "withinM", 0.01)).statusCode(201);
        compose(token, Map.of("placements", put(0, 0.1), "withinM", 0.05)).statusCode(201);
        refused(token, Map.of("placements", put(0, 0.1), "withinM", 0.009), "goal-tolerance-refused");
        refused(token, Map.of("placements", put(0, 0.1), "withinM", 0.051), "goal-tolerance-refused");
        refused(token, Map.of("placements", List.of()), "goal-means-nothing");
        refused(token, Map.of("placements", put(0, 0.1), "relations", List.of()), "goal-means-nothing");
        refused(token, Map.of("placements", put(0, 0.1), "relations", List.of("on-top:a:b:")), "goal-relation-unknown");
        refused(token, Map.of("placements", put(0, 0.04), "withinM", 0.04), "goal-already-so");
        compose(token, Map.of("placements", put(0, 0.041), "withinM", 0.04)).statusCode(201);
        compose(token, Map.of("placements", put(0, 0.1), "relations", Collections.singletonList(null)))
                .statusCode(400)
                .body("code", equalTo("body-malformed"))
                .body("detail", containsString("not null"));
    }

    @Test
    void meaningGoesWithThePicture() {
        String token = token();
        lab.station(StationKind.SIMULATOR);
        String id = compose(token, Map.of("placements", put(0.1, 0)))
                .statusCode(201)
                .extract()
                .path("id");
        GoalImageId image = GoalImageId.parse(id);
        assertThat(await(statements.of(image))).isPresent();

        await(pictures.refuse(image));

        assertThat(await(statements.of(image))).isEmpty();
        assertThat(await(sql.preparedQuery("SELECT scene_id, seed, statement, reading FROM goal_image WHERE id = $1")
                                .execute(Tuple.of(image.value())))
                        .iterator()
                        .next()
                        .getString(3))
                .isNull();
    }

    @Test
    void whoTakesThePictureBackTakesItsReadingBesideTheAsksOfOthersAlong() {
        String maker = token();
        lab.station(StationKind.SIMULATOR);
        String id = compose(maker, Map.of("placements", put(0.1, 0)))
                .statusCode(201)
                .extract()
                .path("id");
        GoalImageId image = GoalImageId.parse(id);
        // What an episode ran under can be asked again by anybody.
        for (String asker : List.of(maker, token())) {
            String prompt = ask(asker, Map.of("goalImageId", id))
                    .statusCode(201)
                    .body("task.reading", containsString("red cube"))
                    .extract()
                    .path("id");
            PromptData asked = await(prompts.find(PromptId.parse(prompt))).orElseThrow();
            EpisodeData ended = lab.runToTheEnd(lab.lease(asked, lab.station(StationKind.SIMULATOR)));
            assertThat(ended.taskReading()).isPresent();
        }
        AuthorId author = guests.recognise(maker).orElseThrow();

        await(sql.withTransaction(transaction -> pictures.withdraw(transaction, author, Optional.of(image))));

        for (String table : List.of("prompt", "turn", "episode")) {
            assertThat(await(sql.preparedQuery("SELECT count(*) FROM " + table
                                            + " WHERE goal_image = $1 AND task_reading IS NOT NULL")
                                    .execute(Tuple.of(image.value())))
                            .iterator()
                            .next()
                            .getLong(0))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void howAnEpisodeEndedCanBeAskedFor() {
        EpisodeData ended = ended();
        assertThat(await(ends.of(ended.id()))).isEmpty();
        given().get("/api/v1/episodes/" + ended.id() + "/end").then().statusCode(404);
        EpisodeData sealed = left(ended());
        ComparisonData secret = await(comparisons.submit(
                new ComparisonRequest(Lab.request("put the red cube in the blue bowl"), List.of()), Lab.someone()));
        await(sql.preparedQuery("UPDATE episode SET sealed_by = $2 WHERE id = $1")
                .execute(Tuple.of(sealed.id().value(), secret.id().value())));
        EpisodeData takenBack = left(ended());
        await(sql.preparedQuery("UPDATE episode SET withdrawn_at = now() WHERE id = $1")
                .execute(Tuple.of(takenBack.id().value())));

        left(ended);

        given().get("/api/v1/episodes/" + ended.id() + "/end")
                .then()
                .statusCode(200)
                .body("sceneId", equalTo(Lab.SCENE))
                .body("seed", equalTo(Long.toUnsignedString(ended.seed())))
                .body("placements[0].yM", equalTo(0.2f));
        given().get("/api/v1/episodes/" + sealed.id() + "/end").then().statusCode(404);
        given().get("/api/v1/episodes/" + takenBack.id() + "/end").then().statusCode(404);
        List<String> listed = given().get("/api/v1/scenes/" + Lab.SCENE + "/ends")
                .then()
                .statusCode(200)
                .extract()
                .path("episodeId");
        // The other two began later, and would stand before it.
        assertThat(listed)
                .startsWith(ended.id().toString())
                .doesNotContain(sealed.id().toString(), takenBack.id().toString());
        assertThat(Optional.of(await(ends.newest("elsewhere", 5)))).contains(List.of());
    }

    private EpisodeData ended() {
        lab.station(StationKind.SIMULATOR);
        PromptData asked = lab.ask(Lab.someone(), "put the red cube in the blue bowl");
        return lab.runToTheEnd(lab.lease(asked, lab.station(StationKind.SIMULATOR)));
    }

    private EpisodeData left(EpisodeData ended) {
        await(sql.preparedQuery("UPDATE episode SET final_objects = $2 WHERE id = $1")
                .execute(Tuple.of(
                        ended.id().value(), "[{\"object\":\"cube-red\",\"xM\":0.1,\"yM\":0.2,\"yawRad\":0.5}]")));
        return ended;
    }

    private static List<Map<String, Object>> put(double x, double y) {
        return List.of(Map.of("object", "cube-red", "xM", x, "yM", y));
    }

    private static ValidatableResponse draw(String token, List<? extends Map<String, ?>> placements) {
        return given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(Map.of("seed", "7", "placements", placements))
                .post("/api/v1/scenes/" + Lab.SCENE + "/composer")
                .then();
    }

    private static ValidatableResponse compose(String token, Map<String, ?> more) {
        Map<String, Object> body = new java.util.HashMap<>(more);
        body.put("sceneId", Lab.SCENE);
        body.put("seed", "7");
        return given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/goal-images/composed")
                .then();
    }

    private static void refused(String token, Map<String, ?> more, String code) {
        compose(token, more).statusCode(422).body("code", equalTo(code));
    }

    private static ValidatableResponse ask(String token, Map<String, ?> body) {
        return given().header("X-Parley-Guest", token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/prompts")
                .then();
    }

    private static String token() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }
}
