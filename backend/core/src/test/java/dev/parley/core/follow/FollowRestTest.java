package dev.parley.core.follow;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.account.Guests;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.comparison.ComparisonRequest;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.withdrawal.Withdrawals;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who else waits, and what they are told: real PostgreSQL, over HTTP. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class FollowRestTest {
    private static final String RED_IN_BLUE = "put the red cube in the blue bowl";

    @Inject
    Lab lab;

    @Inject
    Guests guests;

    @Inject
    Prompts prompts;

    @Inject
    Followers followers;

    @Inject
    FollowConfig config;

    @Inject
    Comparisons comparisons;

    @Inject
    Withdrawals withdrawals;

    @Inject
    Pool postgres;

    private StationData station;

    @BeforeEach
    void stationIsThere() {
        station = lab.station(StationKind.SIMULATOR);
    }

    @Test
    void whoFollowsIsCountedOnceAndGetsNoTurn() {
        PromptData asked = passed(lab.ask(Lab.someone(), RED_IN_BLUE));
        Guests.Minted guest = guests.mint();
        follow(guest, asked).statusCode(200).body("people", equalTo(2)).body("you", equalTo(true));
        follow(guest, asked).statusCode(200).body("people", equalTo(2));
        follow(guests.mint(), asked).body("people", equalTo(3));
        as(guests.mint()).get(address(asked)).then().body("people", equalTo(3)).body("you", equalTo(false));
        as(guest).get("/api/v1/prompts").then().body("$", hasSize(0));
        as(guest).delete(address(asked)).then().body("people", equalTo(2)).body("you", equalTo(false));
    }

    @Test
    void whoAskedIsToldOfTheirOwnAndCountsAsTheOneTheyAre() {
        Guests.Minted guest = guests.mint();
        PromptData asked = lab.ask(new Author(guest.id(), "net"), RED_IN_BLUE);
        follow(guest, asked).statusCode(200).body("people", equalTo(1)).body("you", equalTo(true));
    }

    @Test
    void newsFollowThePromptFromTheLineToItsEndAndStayAwayWhenPutAway() {
        Guests.Minted guest = guests.mint();
        PromptData asked = passed(lab.ask(Lab.someone(), RED_IN_BLUE));
        follow(guest, asked);
        news(guest).body("kind[0]", equalTo("waiting")).body("own[0]", equalTo(false));
        AssignmentData running = lab.lease(asked, station);
        lab.advance(running, 1, EpisodeState.RESETTING);
        news(guest)
                .body("kind[0]", equalTo("running"))
                .body("episodeId[0]", equalTo(running.id().toString()))
                .body("instruction[0]", equalTo(RED_IN_BLUE));
        seen(guest, asked, "running").statusCode(204);
        news(guest).body("$", hasSize(0));
        lab.runToTheEnd(running);
        news(guest).body("kind[0]", equalTo("ended"));
        seen(guest, asked, "ended").statusCode(204);
        news(guest).body("$", hasSize(0));
        seen(guest, asked, "waiting").statusCode(400).body("detail", containsString("running"));
    }

    @Test
    void whatHasEndedOrWasTakenBackOrNobodyPassedYetIsNotFollowed() {
        Guests.Minted guest = guests.mint();
        Author asker = Lab.someone();
        PromptData unseen = lab.ask(asker, RED_IN_BLUE);
        screening(unseen, "HELD");
        follow(guest, unseen).statusCode(403).body("code", equalTo("prompt-not-open"));
        PromptData sealed = passed(lab.ask(asker, RED_IN_BLUE));
        postgres.preparedQuery("UPDATE prompt SET policy_name = 'sealed' WHERE id = $1")
                .executeAndAwait(Tuple.of(sealed.id().value()));
        follow(guest, sealed)
                .statusCode(403)
                .body("code", equalTo("prompt-not-open"))
                .body("detail", containsString("comparison"));
        PromptData left = passed(lab.ask(asker, RED_IN_BLUE));
        await(prompts.withdraw(left.id(), asker));
        follow(guest, left).statusCode(409).body("code", equalTo("prompt-ended"));
        PromptData erased = passed(lab.ask(asker, RED_IN_BLUE));
        await(withdrawals.one(erased.id(), asker));
        follow(guest, erased).statusCode(410).body("code", equalTo("withdrawn"));
        as(guest)
                .post("/api/v1/prompts/" + PromptId.random() + "/followers")
                .then()
                .statusCode(404)
                .body("code", equalTo("prompt-unknown"));
    }

    @Test
    void nobodyFollowsMoreThanTheLimitAndOneThatEndedMakesRoom() {
        Guests.Minted guest = guests.mint();
        Author asker = Lab.someone();
        PromptData first = passed(lab.ask(asker, RED_IN_BLUE));
        follow(guest, first).statusCode(200);
        for (int i = 1; i < config.atMost(); i++) {
            follow(guest, passed(lab.ask(Lab.someone(), RED_IN_BLUE))).statusCode(200);
        }
        PromptData oneMore = passed(lab.ask(Lab.someone(), RED_IN_BLUE));
        follow(guest, oneMore).statusCode(429).body("detail", containsString(config.atMost() + " asks"));
        // Following one again needs no room.
        follow(guest, first).statusCode(200);
        await(prompts.withdraw(first.id(), asker));
        follow(guest, oneMore).statusCode(200);
    }

    @Test
    void takingAnAskBackTakesItsFollowersAndTakingEverythingBackTakesWhatOneFollowed() {
        Guests.Minted guest = guests.mint();
        Author asker = Lab.someone();
        PromptData erased = passed(lab.ask(asker, RED_IN_BLUE));
        PromptData kept = passed(lab.ask(Lab.someone(), RED_IN_BLUE));
        follow(guest, erased);
        follow(guest, kept);
        wish(guest, "put the quokka in the blue bowl").statusCode(204);
        await(withdrawals.one(erased.id(), asker));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rows("prompt_id", erased.id().value()) == 0);
        assertThat(rows("prompt_id", kept.id().value())).isEqualTo(1);
        await(withdrawals.everything(new Author(guest.id(), "net")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rows("person", guest.id().value()) == 0);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> wishes(guest) == 0);
    }

    @Test
    void whoWasTurnedAwayFindsTheirWordsAgainAndWhetherTheLineIsOpen() {
        Guests.Minted guest = guests.mint();
        wish(guest, RED_IN_BLUE).statusCode(204);
        wish(guest, "put the green cube in the blue bowl").statusCode(204);
        // The same line once; the last words count. The line here is 45 s long, and closes at two hours.
        news(guest)
                .body("$", hasSize(1))
                .body("kind[0]", equalTo("line-open"))
                .body("instruction[0]", equalTo("put the green cube in the blue bowl"))
                .body("sceneId[0]", equalTo(Lab.SCENE));
        as(guest)
                .delete("/api/v1/news/lines?sceneId=%s&policyId=%s".formatted(Lab.SCENE, Lab.POLICY))
                .then()
                .statusCode(204);
        news(guest).body("$", hasSize(0));
        as(guest)
                .body(Map.of("instruction", RED_IN_BLUE))
                .post("/api/v1/news/lines")
                .then()
                .statusCode(422)
                .body("code", equalTo("scene-unknown"));
    }

    @Test
    void whoHasAskedThereWishesNothingMoreAndTakingItBackBringsNoWordsBack() {
        Guests.Minted guest = guests.mint();
        Author author = new Author(guest.id(), "net-" + guest.id());
        Guests.Minted other = guests.mint();
        wish(other, RED_IN_BLUE).statusCode(204);
        wish(guest, "put the green cube in the blue bowl").statusCode(204);
        PromptData asked = await(prompts.submit(there(RED_IN_BLUE), author));
        assertThat(wishes(guest)).isZero();
        // Asked once more, and turned away: the words that are taken back go there too, others stay.
        wish(guest, RED_IN_BLUE).statusCode(204);
        await(withdrawals.one(asked.id(), author));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> wishes(guest) == 0);
        news(guest).body("$", hasSize(0));
        assertThat(wishes(other)).isEqualTo(1);
    }

    @Test
    void comparisonOfTheSameWordsIsWhatWasWished() {
        Guests.Minted guest = guests.mint();
        Author author = new Author(guest.id(), "net-" + guest.id());
        wish(guest, RED_IN_BLUE).statusCode(204);
        compare("put the green cube in the blue bowl", author);
        assertThat(wishes(guest)).isEqualTo(1);
        compare(RED_IN_BLUE, author);
        assertThat(wishes(guest)).isZero();
    }

    private void compare(String words, Author author) {
        PromptRequest asked = new PromptRequest(
                Optional.of(words), Optional.empty(), Optional.of(Lab.SCENE), Optional.empty(), OptionalLong.empty());
        await(comparisons.submit(new ComparisonRequest(asked, List.of()), author));
    }

    private static PromptRequest there(String words) {
        return new PromptRequest(
                Optional.of(words),
                Optional.empty(),
                Optional.of(Lab.SCENE),
                Optional.of(Lab.POLICY),
                OptionalLong.empty());
    }

    private PromptData passed(PromptData prompt) {
        screening(prompt, "PASSED");
        return prompt;
    }

    private void screening(PromptData prompt, String screening) {
        postgres.preparedQuery("UPDATE prompt SET screening = $2 WHERE id = $1")
                .executeAndAwait(Tuple.of(prompt.id().value(), screening));
    }

    private RequestSpecification as(Guests.Minted guest) {
        return given().header("X-Parley-Guest", guest.cookieValue()).contentType("application/json");
    }

    private ValidatableResponse follow(Guests.Minted guest, PromptData prompt) {
        return as(guest).post(address(prompt)).then();
    }

    private static String address(PromptData prompt) {
        return "/api/v1/prompts/" + prompt.id() + "/followers";
    }

    private ValidatableResponse news(Guests.Minted guest) {
        return as(guest).get("/api/v1/news").then().statusCode(200);
    }

    private ValidatableResponse seen(Guests.Minted guest, PromptData prompt, String kind) {
        return as(guest)
                .body(Map.of("promptId", prompt.id().toString(), "kind", kind))
                .post("/api/v1/news/seen")
                .then();
    }

    private ValidatableResponse wish(Guests.Minted guest, String words) {
        return as(guest)
                .body(Map.of("instruction", words, "sceneId", Lab.SCENE, "policyId", Lab.POLICY))
                .post("/api/v1/news/lines")
                .then();
    }

    private long rows(String column, java.util.UUID id) {
        return count("SELECT count(*) FROM prompt_follower WHERE " + column + " = $1", id);
    }

    private long wishes(Guests.Minted guest) {
        return count(
                "SELECT count(*) FROM line_wish WHERE person = $1", guest.id().value());
    }

    private long count(String query, java.util.UUID id) {
        return postgres.preparedQuery(query)
                .executeAndAwait(Tuple.of(id))
                .iterator()
                .next()
                .getLong(0);
    }
}
