package dev.parley.core.prompt;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.account.Guests;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.comparison.ComparisonRequest;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Previews.Preview;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.station.WantedBody;
import dev.parley.core.support.FifoAdmission;
import dev.parley.core.support.Lab;
import dev.parley.core.support.SharedScene;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.TurnState;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A robot and a simulator have the same scene. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PreviewTest {
    @Inject
    Stations stations;

    @Inject
    Prompts prompts;

    @Inject
    Previews previews;

    @Inject
    Comparisons comparisons;

    @Inject
    Guests guests;

    @Inject
    FifoAdmission line;

    @Inject
    Lab lab;

    private final Author asker = Lab.someone();
    private SharedScene scene;
    private StationData robot;

    @BeforeEach
    void robotIsThere() {
        scene = new SharedScene(stations);
        robot = scene.station(StationKind.REHEARSAL);
    }

    @Test
    void whatWaitsForARobotIsTriedInSimulationFromTheSameStartAndOnce() {
        scene.station(StationKind.SIMULATOR);
        PromptData first = ask(Optional.of(WantedBody.REAL));
        assertThat(await(previews.possible(first))).isTrue();

        Preview made = await(previews.of(first.id(), asker));

        assertThat(made.made()).isTrue();
        TurnData tried = made.prompt().turns().getFirst();
        TurnData waits = first.turns().getFirst();
        assertThat(tried.wantedBody()).contains(WantedBody.SIMULATION);
        assertThat(List.of(tried.sceneId(), tried.policyDigest(), tried.instruction(), tried.seed()))
                .isEqualTo(List.of(waits.sceneId(), waits.policyDigest(), waits.instruction(), waits.seed()));
        assertThat(made.prompt().previewOf()).contains(first.id());
        PromptData known = await(prompts.find(first.id())).orElseThrow();
        assertThat(known.preview()).contains(made.prompt().id());
        assertThat(await(prompts.of(asker, 10)))
                .as("read the other way")
                .anySatisfy(
                        own -> assertThat(own.preview()).contains(made.prompt().id()))
                .anySatisfy(own -> assertThat(own.previewOf()).contains(first.id()));
        assertThat(await(previews.possible(known))).isFalse();

        Preview again = await(previews.of(first.id(), asker));
        assertThat(again.made()).isFalse();
        assertThat(again.prompt().id()).isEqualTo(made.prompt().id());
    }

    @Test
    void manyPressesAtOnceMakeOne() {
        scene.station(StationKind.SIMULATOR);
        PromptData first = ask(Optional.of(WantedBody.REAL));
        List<Preview> all = await(Uni.join()
                .all(Stream.generate(() -> previews.of(first.id(), asker))
                        .limit(6)
                        .toList())
                .andFailFast());
        assertThat(all)
                .extracting(each -> each.prompt().id())
                .containsOnly(all.getFirst().prompt().id());
        assertThat(all).filteredOn(Preview::made).hasSize(1);
    }

    @Test
    void withoutAWishItWaitsForARobotWhereOnlyRobotsCanRunIt() {
        PromptData first = ask(Optional.empty());
        assertThat(await(previews.possible(first))).as("nothing simulates it").isFalse();
        refused(ErrorCode.BODY_NOT_OFFERED, first.id(), asker).hasMessageContaining("No simulation");
    }

    @Test
    void whatMayRunInSimulationItselfHasNoPreview() {
        scene.station(StationKind.SIMULATOR);
        PromptData any = ask(Optional.empty());
        assertThat(await(previews.possible(any))).isFalse();
        refused(ErrorCode.PREVIEW_REFUSED, any.id(), asker).hasMessageContaining("may run in simulation itself");
        PromptData first = ask(Optional.of(WantedBody.REAL));
        PromptId preview = await(previews.of(first.id(), asker)).prompt().id();
        refused(ErrorCode.PREVIEW_REFUSED, preview, asker);
    }

    @Test
    void onlyWhoeverAskedItHasItTried() {
        scene.station(StationKind.SIMULATOR);
        PromptData first = ask(Optional.of(WantedBody.REAL));
        refused(ErrorCode.NOT_YOURS, first.id(), Lab.someone());
        refused(ErrorCode.PROMPT_UNKNOWN, PromptId.random(), asker);
        assertThat(await(prompts.find(first.id())).orElseThrow().preview()).isEmpty();
    }

    @Test
    void whatRunsOrWasWithdrawnIsNotTriedAnyMore() {
        scene.station(StationKind.SIMULATOR);
        PromptData runs = ask(Optional.of(WantedBody.REAL));
        lab.lease(runs, robot);
        refused(ErrorCode.PREVIEW_REFUSED, runs.id(), asker);
        PromptData gone = ask(Optional.of(WantedBody.REAL));
        await(prompts.withdraw(gone.id(), asker));
        refused(ErrorCode.PREVIEW_REFUSED, gone.id(), asker);
    }

    @Test
    void comparisonIsNotTriedSinceItsTwoPoliciesAreASecret() {
        scene.station(StationKind.SIMULATOR);
        PromptId sealed = await(comparisons.submit(
                        new ComparisonRequest(scene.ask(Optional.of(WantedBody.REAL)), List.of()), asker))
                .prompt();
        assertThat(await(prompts.find(sealed)).orElseThrow().turns())
                .hasSize(2)
                .allSatisfy(turn -> assertThat(turn.wantedBody()).contains(WantedBody.REAL));
        refused(ErrorCode.PREVIEW_REFUSED, sealed, asker);
    }

    @Test
    void withdrawingTheFirstTakesThePreviewOutOfTheLine() {
        scene.station(StationKind.SIMULATOR);
        PromptData first = ask(Optional.of(WantedBody.REAL));
        PromptId preview = await(previews.of(first.id(), asker)).prompt().id();

        await(prompts.withdraw(first.id(), asker));

        PromptData taken = await(prompts.find(preview)).orElseThrow();
        assertThat(taken.state()).isEqualTo(PromptState.WITHDRAWN);
        assertThat(taken.turns()).extracting(TurnData::state).containsExactly(TurnState.CANCELLED);
    }

    @Test
    void withdrawingThePreviewLeavesTheFirstInLineWithoutAnother() {
        scene.station(StationKind.SIMULATOR);
        PromptData first = ask(Optional.of(WantedBody.REAL));
        PromptId preview = await(previews.of(first.id(), asker)).prompt().id();

        await(prompts.withdraw(preview, asker));

        assertThat(await(prompts.find(first.id())).orElseThrow().state()).isEqualTo(PromptState.QUEUED);
        assertThat(await(previews.of(first.id(), asker)).made()).isFalse();
    }

    @Test
    void previewThatEndedStaysWhenTheFirstIsWithdrawn() {
        StationData simulator = scene.station(StationKind.SIMULATOR);
        PromptData first = ask(Optional.of(WantedBody.REAL));
        PromptData preview = await(previews.of(first.id(), asker)).prompt();
        AssignmentData leased = lab.lease(preview, simulator);
        lab.runToTheEnd(leased);

        await(prompts.withdraw(first.id(), asker));

        assertThat(await(prompts.find(preview.id())).orElseThrow().state()).isEqualTo(PromptState.COMPLETED);
    }

    @Test
    void restNamesThePreviewTheSameEachTime() {
        scene.station(StationKind.SIMULATOR);
        Guests.Minted guest = guests.mint();
        String first = given().header("X-Parley-Guest", guest.cookieValue())
                .contentType(ContentType.JSON)
                .body(Map.of("instruction", SharedScene.WORDS, "sceneId", scene.id(), "body", "real"))
                .post("/api/v1/prompts")
                .then()
                .statusCode(201)
                .body("body", equalTo("real"))
                .body("preview", nullValue())
                .extract()
                .path("id");
        String address = "/api/v1/prompts/" + first + "/preview";

        given().post(address).then().statusCode(403).body("code", equalTo("not-yours"));
        String preview = given().header("X-Parley-Guest", guest.cookieValue())
                .post(address)
                .then()
                .statusCode(201)
                .body("body", equalTo("simulation"))
                .body("previewOf", equalTo(first))
                .extract()
                .path("id");
        String location = given().header("X-Parley-Guest", guest.cookieValue())
                .post(address)
                .then()
                .statusCode(200)
                .body("id", equalTo(preview))
                .extract()
                .header("Location");
        assertThat(location).endsWith("/api/v1/prompts/" + preview);
        given().get("/api/v1/prompts/" + first).then().body("preview", equalTo(preview));

        given().header("X-Parley-Guest", guest.cookieValue())
                .contentType(ContentType.JSON)
                .body(Map.of("promptId", first))
                .post("/api/v1/withdrawals")
                .then()
                .statusCode(202);
        given().get("/api/v1/prompts/" + first).then().statusCode(410);
        given().get("/api/v1/prompts/" + preview).then().statusCode(410);
    }

    @Test
    void closedLineOfTheSimulationSaysWhatCanBeDoneInstead() {
        scene.station(StationKind.SIMULATOR);
        Guests.Minted guest = guests.mint();
        String first = given().header("X-Parley-Guest", guest.cookieValue())
                .contentType(ContentType.JSON)
                .body(Map.of("instruction", SharedScene.WORDS, "sceneId", scene.id(), "body", "real"))
                .post("/api/v1/prompts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        line.close(scene.id());

        given().header("X-Parley-Guest", guest.cookieValue())
                .post("/api/v1/prompts/" + first + "/preview")
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json")
                .body("code", equalTo("line-closed"))
                .body("longestWaitSeconds", equalTo(600))
                .body("offers", notNullValue());
        given().get("/api/v1/prompts/" + first).then().body("preview", nullValue());
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body(
                        "paths.'/api/v1/prompts/{id}/preview'.post.responses.keySet()",
                        hasItems("201", "403", "409", "410", "422", "429", "503"));
    }

    private PromptData ask(Optional<WantedBody> body) {
        return await(prompts.submit(scene.ask(body), asker));
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            ErrorCode code, PromptId first, Author author) {
        return assertThatThrownBy(() -> await(previews.of(first, author)))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
