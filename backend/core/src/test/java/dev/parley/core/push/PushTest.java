package dev.parley.core.push;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.parley.contracts.AuthorId;
import dev.parley.core.account.Author;
import dev.parley.core.account.Guests;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.follow.News;
import dev.parley.core.follow.Newsstand;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.withdrawal.Withdrawals;
import dev.parley.testing.EmbeddedServices;
import dev.parley.testing.FakePushService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Browsers are told with no page open: what, once each, and only what they may read. Rounds run when the test says so. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@TestProfile(PushTest.ByHand.class)
class PushTest {
    private static final String WORDS = "put the red cube in the blue bowl";
    private static final int AT_MOST = 3;

    public static final class ByHand implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.push.look-every", "PT10H",
                    "parley.push.lines-every", "PT10H",
                    "parley.push.browsers-at-most", Integer.toString(AT_MOST),
                    "parley.push.contact", "mailto:desk@parley.example",
                    "parley.push.allowed-hosts", "127.0.0.1");
        }
    }

    @Inject
    Lab lab;

    @Inject
    Guests guests;

    @Inject
    PushRound round;

    @Inject
    PushOutbox outbox;

    @Inject
    PushServices services;

    @Inject
    Newsstand newsstand;

    @Inject
    Withdrawals withdrawals;

    @Inject
    Pool sql;

    private final FakePushService browser = new FakePushService();
    private StationData station;
    private Guests.Minted guest;
    private Author person;

    @BeforeEach
    void somebody() {
        station = lab.station(StationKind.SIMULATOR);
        guest = guests.mint();
        person = new Author(guest.id(), "net");
    }

    @AfterEach
    void close() {
        browser.close();
        await(sql.query("DELETE FROM push_subscription").execute());
    }

    @Test
    void isToldWhenItRunsAndWhenItHasEndedOnceEachAndOnlyTheBrowserCanReadIt() {
        PromptData asked = followed();
        subscribe(browser).statusCode(200);
        tell();
        assertThat(browser.received()).as("it waits").isEmpty();

        AssignmentData running = lab.lease(asked, station);
        lab.advance(running, 1, EpisodeState.RESETTING);
        tell();
        tell();
        FakePushService.Received first = browser.received().getFirst();
        assertThat(browser.received()).hasSize(1);
        assertThat(new JsonObject(first.text()))
                .isEqualTo(new JsonObject()
                        .put("tag", asked.id() + ":running")
                        .put("title", "Your ask runs now")
                        .put("body", WORDS)
                        .put("link", "/asks/" + asked.id()));
        JsonObject claims = new JsonObject(first.claims());
        assertThat(claims.getString("aud")).isEqualTo("http://" + browser.host());
        assertThat(claims.getString("sub")).isEqualTo("mailto:desk@parley.example");
        assertThat(first.headers().get("Ttl")).containsExactly("3600");
        assertThat(first.headers().get("Content-encoding")).containsExactly("aes128gcm");

        lab.runToTheEnd(running);
        tell();
        tell();
        assertThat(browser.received()).hasSize(2);
        FakePushService.Received last = browser.received().getLast();
        assertThat(new JsonObject(last.text()).getString("title")).isEqualTo("Your ask has ended");
        assertThat(last.bodyBytes()).isEqualTo(first.bodyBytes());
        assertThat(last.headers().get("Topic"))
                .as("the later one takes the place of the earlier")
                .isEqualTo(first.headers().get("Topic"));
    }

    @Test
    void severalReplicasThatLookAtTheSameTimeTellItOnce() {
        PromptData asked = followed();
        subscribe(browser).statusCode(200);
        lab.runToTheEnd(lab.lease(asked, station));
        List<Uni<Void>> replicas = IntStream.range(0, 6)
                .mapToObj(replica -> round.prompts().chain(round::send))
                .toList();
        await(Uni.join().all(replicas).andCollectFailures().replaceWithVoid());
        tell();
        assertThat(browser.received()).hasSize(1);
    }

    @Test
    void whatWasNoticedOutlivesAKilledProcessAndWhatWasUnderWayIsNotSentTwice() {
        PromptData asked = followed();
        subscribe(browser).statusCode(200);
        AssignmentData running = lab.lease(asked, station);
        lab.advance(running, 1, EpisodeState.RESETTING);
        await(round.prompts());
        // Killed here; another one sends.
        await(round.send());
        assertThat(browser.received()).hasSize(1);

        lab.runToTheEnd(running);
        await(round.prompts());
        assertThat(await(outbox.take())).hasSize(1);
        // Killed here, while it was sent: nobody knows whether it arrived.
        await(sql.query("UPDATE push_message SET taken_at = taken_at - interval '3 minutes'")
                .execute());
        tell();
        await(outbox.sweep());
        tell();
        assertThat(browser.received()).hasSize(1);
        assertThat(count("push_message")).isZero();
    }

    @Test
    void whatHappenedBeforeTheFirstBrowserCameOrWasPutAwayIsNotTold() {
        PromptData before = followed();
        lab.runToTheEnd(lab.lease(before, station));
        subscribe(browser).statusCode(200);
        tell();
        assertThat(browser.received()).isEmpty();

        PromptData asked = followed();
        AssignmentData running = lab.lease(asked, station);
        lab.advance(running, 1, EpisodeState.RESETTING);
        await(round.prompts());
        await(newsstand.putAway(person, asked.id(), News.Stage.RUNNING));
        await(round.send());
        assertThat(browser.received()).as("put away in between").isEmpty();
        lab.runToTheEnd(running);
        await(round.prompts());
        as().delete("/api/v1/prompts/" + asked.id() + "/followers").then().statusCode(200);
        await(round.send());
        assertThat(browser.received()).as("followed no more").isEmpty();
    }

    @Test
    void lineIsToldAgainAfterItHasClosedAgain() {
        subscribe(browser).statusCode(200);
        await(newsstand.tellWhenOpen(
                new PromptRequest(
                        Optional.of(WORDS),
                        Optional.empty(),
                        Optional.of(Lab.SCENE),
                        Optional.of(Lab.POLICY),
                        OptionalLong.empty()),
                person));
        await(round.lines());
        await(round.lines());
        tell();
        assertThat(browser.received()).hasSize(1);
        JsonObject told = new JsonObject(browser.received().getFirst().text());
        assertThat(told.getString("title")).isEqualTo("The line has opened again");
        assertThat(told.getString("body")).contains("Your words are kept: “" + WORDS + "”");
        assertThat(told.getString("link")).startsWith("/?scene=" + Lab.SCENE + "&policy=" + Lab.POLICY + "&text=put");
        await(outbox.noteLine(own(), false));
        await(round.lines());
        tell();
        assertThat(browser.received()).hasSize(2);
        as().delete("/api/v1/news/lines?sceneId=%s&policyId=%s".formatted(Lab.SCENE, Lab.POLICY))
                .then()
                .statusCode(204);
    }

    @Test
    void browserThatItsServiceKnowsNoMoreIsForgottenAndOneThatIsBusyIsTriedLater() {
        PromptData asked = followed();
        subscribe(browser).statusCode(200);
        browser.answer(503);
        AssignmentData running = lab.lease(asked, station);
        lab.advance(running, 1, EpisodeState.RESETTING);
        tell();
        browser.answer(201);
        tell();
        assertThat(browser.received()).as("not yet").isEmpty();
        await(sql.query("UPDATE push_message SET next_at = clock_timestamp()").execute());
        tell();
        assertThat(browser.received()).hasSize(1);

        browser.answer(410);
        lab.runToTheEnd(running);
        tell();
        assertThat(count("push_subscription")).isZero();
        assertThat(count("push_message")).isZero();
    }

    @Test
    void newBrowserTakesThePlaceOfTheOldestWhereThereAreTooMany() {
        FakePushService last = new FakePushService();
        try (last) {
            subscribe(browser).statusCode(200);
            for (int i = 1; i < AT_MOST; i++) {
                try (FakePushService another = new FakePushService()) {
                    subscribe(another).statusCode(200);
                }
            }
            list().body("browsers", hasSize(AT_MOST));
            subscribe(browser).statusCode(200);
            list().body("browsers", hasSize(AT_MOST)).body("browsers[0].service", equalTo("127.0.0.1"));
            subscribe(last).statusCode(200);
            list().body("browsers", hasSize(AT_MOST));
            assertThat(endpoints()).contains(last.endpoint(), browser.endpoint());
        }
    }

    @Test
    void onlyTheOwnerSeesABrowserWithoutItsSecretAndTakesItAway() {
        String id = subscribe(browser).statusCode(200).extract().path("id");
        String seen = list().body("browsers[0].id", equalTo(id)).extract().asString();
        assertThat(seen).doesNotContain("/push/");
        Guests.Minted other = guests.mint();
        as(other).get("/api/v1/push").then().body("browsers", hasSize(0)).body("key", not(equalTo("")));
        as(other).delete("/api/v1/push/browsers/" + id).then().statusCode(204);
        list().body("browsers", hasSize(1));
        // The browser's own person changes when somebody else sits down at it.
        as(other)
                .contentType(ContentType.JSON)
                .body(browser.subscription())
                .post("/api/v1/push/browsers")
                .then()
                .statusCode(200);
        list().body("browsers", hasSize(0));
        as(other).delete("/api/v1/push/browsers/" + id).then().statusCode(204);
        assertThat(count("push_subscription")).isZero();
        as().delete("/api/v1/push/browsers/none").then().statusCode(400).body("code", equalTo("id-malformed"));
    }

    @Test
    void whoeverTakesBackAllTheySentIsToldNothingAnyMore() {
        PromptData asked = followed();
        subscribe(browser).statusCode(200);
        lab.runToTheEnd(lab.lease(asked, station));
        await(round.prompts());
        await(withdrawals.everything(person));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> count("push_subscription") == 0);
        tell();
        assertThat(browser.received()).isEmpty();
    }

    @Test
    void endpointsInsideAndPlainOnesAreRefusedAndNothingOfTheNetworkIsToldBack() {
        for (String endpoint : List.of(
                "http://push.example/a",
                "https://10.0.0.7/a",
                "https://[::1]/a",
                "https://169.254.169.254/latest",
                "https://localhost/a",
                "ftp://127.0.0.1/a",
                "https://name@127.0.0.1/a",
                "https:opaque",
                "file:///etc/passwd")) {
            as().contentType(ContentType.JSON)
                    .body(Map.of(
                            "endpoint", endpoint, "keys", browser.subscription().get("keys")))
                    .post("/api/v1/push/browsers")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("push-refused"))
                    .body("detail", not(containsString("10.0.0.7")));
        }
        as().contentType(ContentType.JSON)
                .body(Map.of("endpoint", browser.endpoint()))
                .post("/api/v1/push/browsers")
                .then()
                .statusCode(400);
        assertThat(count("push_subscription")).isZero();
    }

    private PromptData followed() {
        PromptData asked = lab.ask(person, WORDS);
        as().post("/api/v1/prompts/" + asked.id() + "/followers").then().statusCode(200);
        return asked;
    }

    private void tell() {
        await(round.prompts().chain(round::send));
    }

    private PushOutbox.Wish own() {
        return await(outbox.wishes()).stream()
                .filter(wish -> wish.person().equals(new AuthorId(person.id().value())))
                .findFirst()
                .orElseThrow();
    }

    private ValidatableResponse subscribe(FakePushService with) {
        return as().contentType(ContentType.JSON)
                .body(with.subscription())
                .post("/api/v1/push/browsers")
                .then();
    }

    private ValidatableResponse list() {
        return as().get("/api/v1/push").then().statusCode(200);
    }

    private RequestSpecification as() {
        return as(guest);
    }

    private static RequestSpecification as(Guests.Minted who) {
        return given().header("X-Parley-Guest", who.cookieValue());
    }

    private long count(String table) {
        return await(sql.query("SELECT count(*) FROM " + table).execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private List<String> endpoints() {
        return await(sql.preparedQuery("SELECT array_agg(endpoint) FROM push_subscription WHERE person = $1")
                                        .execute(Tuple.of(person.id().value())))
                                .iterator()
                                .next()
                                .getArrayOfStrings(0)
                        instanceof String[] found
                ? List.of(found)
                : List.of();
    }
}
