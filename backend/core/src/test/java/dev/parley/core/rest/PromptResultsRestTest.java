package dev.parley.core.rest;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.PromptId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.prompt.PromptResults;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program that asked many sees of them at once. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PromptResultsRestTest {
    private static final String RESULTS = "/api/v1/prompts/results";

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    private String someone = "";
    private StationData station;

    @BeforeEach
    void stationIsThere() {
        station = lab.station(StationKind.SIMULATOR);
        someone = RestCalls.token();
    }

    @Test
    void promptsAreListedInTheOrderOfAskingWithWhatCameOfThem() {
        String first = ask("put the red cube in the blue bowl");
        String second = ask("=1+1");
        String ran = run(first);

        as().get(RESULTS)
                .then()
                .statusCode(200)
                .body("open", equalTo(1))
                .body("results", hasSize(2))
                .body("results[0].promptId", equalTo(first))
                .body("results[0].state", equalTo("COMPLETED"))
                .body("results[0].episodeId", equalTo(ran))
                .body("results[0].episodeState", equalTo("TERMINATED"))
                .body("results[0].stationKind", equalTo("simulator"))
                .body("results[0].attempt", equalTo(1))
                .body("results[1].promptId", equalTo(second))
                .body("results[1].episodeId", nullValue());
        String csv = as().get(RESULTS + ".csv")
                .then()
                .statusCode(200)
                .contentType(containsString("text/csv"))
                .extract()
                .asString();
        assertThat(csv.split("\r\n")).hasSize(3);
        assertThat(csv)
                .startsWith("prompt,state,")
                .contains(first + ",COMPLETED,")
                .contains(",'=1+1,");
    }

    @Test
    void onlyThoseThatAreNamedAreListed() {
        String first = ask("put the red cube in the blue bowl");
        String second = ask("put the red cube in the blue bowl");

        as().queryParam("ids", second).get(RESULTS).then().body("results.promptId", equalTo(List.of(second)));
        as().queryParam("ids", second + "," + first)
                .get(RESULTS)
                .then()
                .body("results.promptId", equalTo(List.of(first, second)));
        as().queryParam("limit", 1).get(RESULTS).then().body("results.promptId", equalTo(List.of(second)));
    }

    @Test
    void whoKnowsItAlreadyHearsNothingNewUntilSomethingChanges() {
        String prompt = ask("put the red cube in the blue bowl");
        String tag = as().get(RESULTS).then().statusCode(200).extract().header("ETag");

        as().header("If-None-Match", tag).get(RESULTS).then().statusCode(304);
        run(prompt);
        as().header("If-None-Match", tag).get(RESULTS).then().statusCode(200).body("open", equalTo(0));
    }

    @Test
    void whatIsSomebodyElsesIsNotThere() {
        String prompt = ask("put the red cube in the blue bowl");

        for (String wrong : new String[] {prompt, UUID.randomUUID().toString()}) {
            RestCalls.problem(
                    given().header("X-Parley-Guest", RestCalls.token())
                            .queryParam("ids", wrong)
                            .get(RESULTS)
                            .then()
                            .body("detail", containsString(wrong)),
                    404,
                    "prompt-unknown");
        }
        RestCalls.problem(given().queryParam("ids", prompt).get(RESULTS).then(), 404, "prompt-unknown");
        given().get(RESULTS).then().statusCode(200).body("results", hasSize(0));
    }

    @Test
    void namesBeyondTheLimitsAreRefused() {
        String prompt = ask("put the red cube in the blue bowl");

        as().queryParam("ids", String.join(",", Collections.nCopies(PromptResults.MOST, prompt)))
                .get(RESULTS)
                .then()
                .statusCode(200)
                .body("results", hasSize(1));
        RestCalls.problem(
                as().queryParam("ids", String.join(",", Collections.nCopies(PromptResults.MOST + 1, prompt)))
                        .get(RESULTS)
                        .then()
                        .body("detail", containsString("1 to 100")),
                400,
                "body-malformed");
        RestCalls.problem(as().queryParam("ids", prompt + ",").get(RESULTS).then(), 400, "id-malformed");
        RestCalls.problem(as().queryParam("ids", "").get(RESULTS).then(), 400, "id-malformed");
        RestCalls.problem(as().get(RESULTS + "?ids").then(), 400, "id-malformed");
        as().queryParam("limit", 100).get(RESULTS).then().statusCode(200);
        for (String limit : new String[] {"0", "101", "x"}) {
            RestCalls.problem(as().queryParam("limit", limit).get(RESULTS).then(), 400, "body-malformed");
        }
    }

    private RequestSpecification as() {
        return given().header("X-Parley-Guest", someone);
    }

    private String ask(String instruction) {
        return as().contentType(ContentType.JSON)
                .body("{\"instruction\": \"%s\"}".formatted(instruction))
                .post("/api/v1/prompts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String run(String prompt) {
        AssignmentData assignment =
                lab.lease(await(prompts.find(PromptId.parse(prompt))).orElseThrow(), station);
        return lab.runToTheEnd(assignment).id().toString();
    }
}
