package dev.parley.core.withdrawal;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.PromptId;
import dev.parley.core.account.Author;
import dev.parley.core.account.Guests;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.vote.Vote;
import dev.parley.core.vote.Votes;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real PostgreSQL and a real artifact store: what is taken back is in neither of them afterwards. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class WithdrawalTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Stands in everything that somebody sends here, so that whatever is left of it is found. */
    private static final String MARK = "quokka";

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Episodes episodes;

    @Inject
    Assignments assignments;

    @Inject
    Votes votes;

    @Inject
    Guests guests;

    @Inject
    ArtifactStore artifacts;

    @Inject
    ContentRows content;

    @Inject
    StoredWithdrawals withdrawals;

    @Inject
    Pool sql;

    @BeforeEach
    void stationAnnouncesScenes() {
        lab.station(StationKind.SIMULATOR);
    }

    @Test
    void nothingOfAnAskIsLeftButThatThereWasOne() throws Exception {
        Guests.Minted guest = guests.mint();
        AssignmentData ran = ranFor(guest, "put the " + MARK + " in the blue bowl");
        PromptId prompt = ran.turn().promptId();
        await(sql.preparedQuery("INSERT INTO start_photo (assignment_id, station_id, camera, taken_at, why)"
                        + " VALUES ($1, $2, 'main', now(), $3)")
                .execute(Tuple.of(ran.id().value(), ran.station().value(), "no picture of the " + MARK)));
        assertThat(rowsWith(MARK)).isNotEmpty();

        String id = withdraw(guest, Map.of("promptId", prompt.toString()))
                .statusCode(202)
                .extract()
                .path("id");

        gone("/api/v1/prompts/" + prompt);
        for (String part : List.of("", "/steps", "/notes", "/recordings/main.mp4", "/poster/main.jpg")) {
            gone("/api/v1/episodes/" + ran.id() + part);
        }
        given().get("/api/v1/episodes?limit=100")
                .then()
                .body("id", not(hasItem(ran.id().toString())));
        done(id);
        assertThat(rowsWith(MARK)).isEmpty();
        assertThat(artifacts.find(ran.id(), ran.fence(), "main.mp4")).isEmpty();
        assertThat(artifacts.find(ran.id(), ran.fence(), "main.jpg")).isEmpty();
        gone("/api/v1/prompts/" + prompt);
        assertThat(await(prompts.find(prompt)).orElseThrow().state()).isEqualTo(PromptState.ERASED);
        assertThat(await(episodes.find(ran.id())).orElseThrow().outcomes())
                .as("that a policy did it still counts")
                .isNotEmpty();
        assertThat(await(votes.tally(ran.id())).yes()).isEqualTo(1);
    }

    @Test
    void everythingThatSomebodySentGoesAndNothingOfAnybodyElse() throws Exception {
        Guests.Minted guest = guests.mint();
        Guests.Minted neighbour = guests.mint();
        String mark = MARK + "two";
        List<AssignmentData> own =
                List.of(ranFor(guest, "put the " + mark + " down"), ranFor(guest, "lift the " + mark));
        AssignmentData others = ranFor(neighbour, "push the wombat");
        comment(others.id(), guest, "I like the " + mark);

        String id = withdraw(guest, Map.of("everything", true))
                .statusCode(202)
                .extract()
                .path("id");

        done(id);
        assertThat(rowsWith(mark)).isEmpty();
        for (AssignmentData each : own) {
            gone("/api/v1/episodes/" + each.id());
            assertThat(artifacts.find(each.id(), each.fence(), "main.mp4")).isEmpty();
        }
        given().get("/api/v1/episodes/" + others.id()).then().statusCode(200);
        assertThat(artifacts.find(others.id(), others.fence(), "main.mp4")).isPresent();
        assertThat(await(votes.tally(others.id())).yes())
                .as("a vote stays as a number")
                .isEqualTo(2);
        assertThat(rowsWith("wombat")).isNotEmpty();
        given().header("X-Parley-Guest", guest.cookieValue())
                .get("/api/v1/prompts")
                .then()
                .body("size()", equalTo(0));
    }

    @Test
    void onlyWhoeverAskedTakesItBack() {
        Guests.Minted guest = guests.mint();
        PromptData prompt = lab.ask(new Author(guest.id(), "here"), "wave");
        withdraw(guests.mint(), Map.of("promptId", prompt.id().toString()))
                .statusCode(403)
                .body("code", equalTo("not-yours"));
        given().contentType(ContentType.JSON)
                .body(Map.of("everything", true))
                .post("/api/v1/withdrawals")
                .then()
                .statusCode(403);
        withdraw(guest, Map.of("promptId", prompt.id().toString(), "everything", true))
                .statusCode(400);
        withdraw(guest, Map.of()).statusCode(400);
        withdraw(guest, Map.of("promptId", "3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34"))
                .statusCode(404)
                .body("code", equalTo("prompt-unknown"));
        String first = withdraw(guest, Map.of("promptId", prompt.id().toString()))
                .statusCode(202)
                .extract()
                .path("id");
        withdraw(guest, Map.of("promptId", prompt.id().toString()))
                .statusCode(202)
                .body("id", equalTo(first));
        given().get("/api/v1/withdrawals/" + first).then().statusCode(200).body("requestedAt", notNullValue());
        given().get("/api/v1/withdrawals/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34")
                .then()
                .statusCode(404);
    }

    @Test
    void whatRunsIsStoppedFirstAndWhatItSendsAfterwardsIsNotKept() throws Exception {
        Author author = Lab.someone();
        PromptData prompt = lab.ask(author, "put the " + MARK + "three down");
        AssignmentData leased = lab.lease(prompt, lab.station(StationKind.SIMULATOR));
        lab.advance(leased, 1, EpisodeState.RESETTING);

        Withdrawal withdrawal = await(withdrawals.one(prompt.id(), author));
        artifacts.put(leased.id(), leased.fence(), "main.jpg", new byte[] {1});
        assertThat(await(withdrawals.find(withdrawal.id())).orElseThrow().rowsGoneAt())
                .as("it waits for the end of what runs")
                .isEmpty();
        lab.advance(leased, 2, EpisodeState.ABORTED);
        await(assignments.release(leased.id(), leased.fence()));

        done(withdrawal.id().toString());
        assertThat(artifacts.find(leased.id(), leased.fence(), "main.jpg")).isEmpty();
        assertThat(rowsWith(MARK + "three")).isEmpty();
    }

    /** Each step is taken by a worker that is never heard of again: what it left undone, the next one does. */
    @Test
    void workerThatDiesBetweenStepsIsReplaced() throws Exception {
        Guests.Minted guest = guests.mint();
        AssignmentData ran = ranFor(guest, "put the " + MARK + "four down");
        Withdrawal taken = await(withdrawals.one(ran.turn().promptId(), new Author(guest.id(), "here")));
        // Rows are gone, and then the process: the media are still there, and it is nobody's.
        await(content.erase(taken.id(), ran.turn().promptId()));
        await(sql.preparedQuery("UPDATE withdrawal SET next_at = now() + interval '1 second' WHERE id = $1")
                .execute(Tuple.of(taken.id().value())));
        done(taken.id().toString());
        assertThat(artifacts.find(ran.id(), ran.fence(), "main.mp4")).isEmpty();
        // Whoever works on it now would put it off once more.
        Awaitility.await().atMost(LONG).until(() -> putOff(taken.id()));
        // Media are gone, and then the process, before it could say so: deleting what is not there is no fault.
        await(sql.preparedQuery(
                        "UPDATE withdrawal SET media_gone_at = NULL, closed_at = NULL, next_at = now() WHERE id = $1")
                .execute(Tuple.of(taken.id().value())));
        done(taken.id().toString());
    }

    private boolean putOff(WithdrawalId id) {
        return await(sql.preparedQuery(
                                "SELECT next_at > clock_timestamp() + interval '5 minutes' FROM withdrawal WHERE id = $1")
                        .execute(Tuple.of(id.value())))
                .iterator()
                .next()
                .getBoolean(0);
    }

    private AssignmentData ranFor(Guests.Minted guest, String instruction) throws Exception {
        PromptData prompt = lab.ask(new Author(guest.id(), "here"), instruction);
        AssignmentData leased = lab.lease(prompt, lab.station(StationKind.SIMULATOR));
        lab.runToTheEnd(leased);
        byte[] bytes = instruction.getBytes(UTF_8);
        artifacts.put(leased.id(), leased.fence(), "main.mp4", bytes);
        artifacts.put(leased.id(), leased.fence(), "main.jpg", bytes);
        await(episodes.attach(leased.id(), leased.fence(), "main.mp4", "video/mp4", "ab".repeat(32), bytes.length));
        comment(leased.id(), guests.mint(), instruction);
        return leased;
    }

    private void comment(EpisodeId episode, Guests.Minted guest, String words) {
        await(votes.cast(
                episode,
                new Author(guest.id(), "here"),
                Vote.Success.YES,
                OptionalDouble.empty(),
                Set.of(),
                Optional.of(words)));
    }

    private static ValidatableResponse withdraw(Guests.Minted guest, Map<String, ?> body) {
        return given().header("X-Parley-Guest", guest.cookieValue())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/withdrawals")
                .then();
    }

    private static void gone(String path) {
        given().get(path)
                .then()
                .statusCode(410)
                .contentType("application/problem+json")
                .body("code", equalTo("withdrawn"));
    }

    private void done(String id) {
        Awaitility.await()
                .atMost(LONG)
                .until(() -> await(withdrawals.find(WithdrawalId.parse(id)))
                        .flatMap(Withdrawal::mediaGoneAt)
                        .isPresent());
    }

    /** Every text of every table of the database, arrays too. */
    private List<String> rowsWith(String mark) {
        List<String> found = new ArrayList<>();
        for (Row column : await(sql.query("SELECT table_name, column_name FROM information_schema.columns c"
                        + " JOIN information_schema.tables t USING (table_schema, table_name)"
                        + " WHERE table_schema = 'public' AND t.table_type = 'BASE TABLE'"
                        + " AND c.data_type IN ('text', 'ARRAY', 'jsonb', 'character varying')")
                .execute())) {
            String table = column.getString(0);
            String name = column.getString(1);
            boolean there = await(sql.preparedQuery("SELECT EXISTS (SELECT FROM \"" + table + "\" WHERE \"" + name
                                    + "\"::text LIKE '%' || $1 || '%')")
                            .execute(Tuple.of(mark)))
                    .iterator()
                    .next()
                    .getBoolean(0);
            if (there) {
                found.add(table + "." + name);
            }
        }
        return found;
    }
}
