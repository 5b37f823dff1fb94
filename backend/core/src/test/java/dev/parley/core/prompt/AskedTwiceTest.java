package dev.parley.core.prompt;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that heard no answer sends the same again, and there is one prompt. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class AskedTwiceTest {
    private static final String PROMPTS = "/api/v1/prompts";
    private static final String ASK = "{\"instruction\": \"put the red cube in the blue bowl\", \"seed\": 7}";
    private static final String ANOTHER = "{\"instruction\": \"put the red cube in the blue bowl\", \"seed\": 8}";
    private static final int ALLOWANCE = 20;

    @Inject
    Lab lab;

    @Inject
    Pool sql;

    private final String key = UUID.randomUUID().toString();
    private String someone = "";

    @BeforeEach
    void stationIsThere() {
        lab.station(StationKind.SIMULATOR);
        someone = guest();
    }

    @Test
    void sameAskUnderTheSameKeyIsTheSamePromptAndTakesNothingOfTheAllowance() {
        String first = asked(someone, key, ASK);
        for (int again = 0; again < ALLOWANCE + 5; again++) {
            ask(someone, key, "{ \"seed\": \"7\", \"instruction\": \"put the red cube in the blue bowl\" }")
                    .statusCode(201)
                    .header("Location", containsString(first))
                    .body("id", equalTo(first));
        }
        assertThat(prompts(first)).isOne();
    }

    @Test
    void whoAsksTooMuchIsToldInWholeSecondsWhenToComeBack() {
        for (int i = 0; i < ALLOWANCE; i++) {
            asked(someone, key + i, ASK);
        }
        ask(someone, key, ASK)
                .statusCode(429)
                .header("Retry-After", matchesPattern("[1-9][0-9]{0,2}"))
                .body("code", equalTo("rate-limited"));
        asked(someone, key + 0, ASK);
    }

    @Test
    void anotherAskUnderTheSameKeyIsRefused() {
        String first = asked(someone, key, ASK);

        ask(someone, key, ANOTHER)
                .statusCode(422)
                .body("code", equalTo("key-reused"))
                .body("detail", containsString(first))
                .body("detail", not(containsString(key)));
        assertThat(prompts(first)).isOne();
    }

    @Test
    void keyIsOfWhoeverBringsIt() {
        assertThat(asked(someone, key, ASK)).isNotEqualTo(asked(guest(), key, ASK));
    }

    @Test
    void ofManyAtOnceOneIsAskedAndAllHearOfIt() throws Exception {
        int atOnce = 8;
        CountDownLatch ready = new CountDownLatch(atOnce);
        try (ExecutorService programs = Executors.newFixedThreadPool(atOnce)) {
            List<Future<String>> answers = IntStream.range(0, atOnce)
                    .mapToObj(i -> programs.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return asked(someone, key, ASK);
                    }))
                    .toList();
            Set<String> ids = answers.stream().map(AskedTwiceTest::got).collect(Collectors.toSet());
            assertThat(ids).hasSize(1);
            assertThat(prompts(ids.iterator().next())).isOne();
        }
    }

    @Test
    void ofTwoThatDifferAtOnceOneIsRefused() throws Exception {
        CountDownLatch ready = new CountDownLatch(2);
        try (ExecutorService programs = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = List.of(ASK, ANOTHER).stream()
                    .map(body -> programs.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return ask(someone, key, body).extract().statusCode();
                    }))
                    .toList();
            assertThat(answers.stream().map(AskedTwiceTest::got)).containsExactlyInAnyOrder(201, 422);
        }
    }

    @Test
    void whatWasRefusedHasTakenNoKey() {
        ask(someone, key, "{\"instruction\": \"x\", \"sceneId\": \"moon\"}").statusCode(422);

        asked(someone, key, ASK);
    }

    @Test
    void keyIsForgottenAfterADay() {
        String first = asked(someone, key, ASK);
        age(first, "23 hours 59 minutes");
        assertThat(asked(someone, key, ASK)).isEqualTo(first);

        age(first, "24 hours 1 second");
        String second = asked(someone, key, ANOTHER);

        assertThat(second).isNotEqualTo(first);
        assertThat(asked(someone, key, ANOTHER)).isEqualTo(second);
    }

    @Test
    void whatIsOldIsDeletedByWhoeverComesNext() {
        String old = asked(someone, key, ASK);
        age(old, "25 hours");

        asked(guest(), key, ASK);

        assertThat(rows(old)).isZero();
    }

    @Test
    void whoeverTookItBackMayAskItAnew() {
        String first = asked(someone, key, ASK);
        given().header("X-Parley-Guest", someone)
                .contentType(ContentType.JSON)
                .body("{\"promptId\": \"%s\"}".formatted(first))
                .post("/api/v1/withdrawals")
                .then()
                .statusCode(202);
        await().atMost(30, SECONDS).until(() -> rows(first) == 0);

        assertThat(asked(someone, key, ASK)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void keyOfAnyLengthThatIsSaidIsTaken(int length) {
        asked(someone, "~".repeat(length), ASK);
    }

    @Test
    void keyThatIsNoneIsRefusedWithWhatWouldBeRight() {
        for (String wrong : new String[] {"k".repeat(201), "two words"}) {
            ask(someone, wrong, ASK)
                    .statusCode(400)
                    .body("code", equalTo("body-malformed"))
                    .body("detail", containsString("1 to 200"));
        }
        // Those that this test's client would write otherwise, or not at all.
        for (String wrong : new String[] {"", "ключ", "a\u0000"}) {
            assertThatThrownBy(() -> new OnceKey(wrong)).hasMessageContaining("1 to 200");
        }
    }

    @Test
    void nobodyHasMoreKeysThanAreRemembered() {
        String first = asked(someone, key, ASK);
        fill(first, OnceRows.MOST_EACH - 2);
        asked(someone, key + "last", ASK);

        ask(someone, key + "more", ASK).statusCode(429).body("detail", containsString("ask without one"));

        asked(someone, key, ASK);
        given().header("X-Parley-Guest", someone)
                .contentType(ContentType.JSON)
                .body(ASK)
                .post(PROMPTS)
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse ask(String guest, String key, String body) {
        return given().header("X-Parley-Guest", guest)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post(PROMPTS)
                .then();
    }

    private static String asked(String guest, String key, String body) {
        return ask(guest, key, body).statusCode(201).extract().path("id");
    }

    private static String guest() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }

    private static <T> T got(Future<T> answer) {
        try {
            return answer.get(60, SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }

    /** Prompts of whoever asked this one. */
    private long prompts(String prompt) {
        return number("SELECT count(*) FROM prompt WHERE author = (SELECT author FROM prompt WHERE id = $1)", prompt);
    }

    private long rows(String prompt) {
        return number("SELECT count(*) FROM prompt_once WHERE prompt_id = $1", prompt);
    }

    private long number(String statement, String prompt) {
        return Lab.await(sql.preparedQuery(statement).execute(Tuple.of(UUID.fromString(prompt))))
                .iterator()
                .next()
                .getLong(0);
    }

    private void age(String prompt, String by) {
        Lab.await(sql.preparedQuery("UPDATE prompt_once SET asked_at = clock_timestamp() - interval '" + by
                        + "' WHERE prompt_id = $1")
                .execute(Tuple.of(UUID.fromString(prompt))));
    }

    private void fill(String prompt, int keys) {
        Lab.await(sql.preparedQuery("INSERT INTO prompt_once (author, key_digest, asks_digest, prompt_id)"
                        + " SELECT author, sha256(n::text::bytea), sha256('x'), id FROM prompt, generate_series(1, $2) AS n"
                        + " WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(prompt), keys)));
    }
}
