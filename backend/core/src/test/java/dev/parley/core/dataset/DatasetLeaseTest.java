package dev.parley.core.dataset;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.artifact.ArchiveStore;
import dev.parley.core.person.Role;
import dev.parley.core.support.Accounts;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What becomes of a data set whose writer is killed: as the row it leaves says, whoever looks at it next. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class DatasetLeaseTest {
    private static final String RUNNING = """
            INSERT INTO dataset (id, format, filter, made_by, state, as_of, created_at, lease, lease_until, attempts, done, total)
            VALUES ($1, 'LEROBOT_V3', $2, $3, 'RUNNING', clock_timestamp(), clock_timestamp(), $4,
                clock_timestamp() + $5 * interval '1 second', $6, 7, 9)""";

    @Inject
    Recorded recorded;

    @Inject
    Accounts accounts;

    @Inject
    ArchiveStore archives;

    @Inject
    DatasetRows rows;

    @Inject
    DatasetLeases leases;

    @Inject
    DatasetLoop loop;

    @Inject
    Pool sql;

    @Test
    void whatAKilledServerWasWritingIsWrittenAnewAndNothingOfItsHalfIsOffered() throws Exception {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "go on", Recorded.OPEN, 'a');
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);
        UUID id = UUID.randomUUID();
        // Half a file under way, and one that was published a moment before the end.
        Path half = archives.workFile(id + "-1.zip");
        Files.write(half, new byte[] {'P', 'K', 3, 4});
        Path whole = archives.workFile("whole.zip");
        Files.write(whole, new byte[] {'P', 'K', 3, 4});
        archives.publish(id + "/1/parley-dataset-0-lerobot-v3.zip", whole, "ab".repeat(32));

        killed(id, researcher, from, -1, 1);

        String address = "/api/v1/datasets/" + id;
        JsonPath told = Home.ended(address);
        assertThat(told.getString("state")).isEqualTo("READY");
        assertThat(told.getInt("episodes")).isEqualTo(1);
        byte[] archive = given().get(address + "/archive")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(Recorded.sha256(archive)).isEqualTo(told.getString("archive.sha256"));
        assertThat(await(rows.find(new DatasetId(id)))
                        .orElseThrow()
                        .archive()
                        .orElseThrow()
                        .key())
                .as("its own attempt's")
                .startsWith(id + "/2/");
        assertThat(archives.find(id + "/1/parley-dataset-0-lerobot-v3.zip")).isEmpty();
        assertThat(half).doesNotExist();
    }

    @Test
    void untilTheLeaseEndsNobodyElseTakesItAndNothingIsOffered() {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "wait", Recorded.OPEN, 'a');
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);
        UUID id = UUID.randomUUID();
        killed(id, researcher, from, 3600, 1);
        assertThat(await(leases.claim(Duration.ofSeconds(5)))
                        .map(claim -> claim.dataset().id().value()))
                .isNotEqualTo(Optional.of(id));
        given().get("/api/v1/datasets/" + id)
                .then()
                .body("state", equalTo("RUNNING"))
                .body("progress.done", equalTo(7));
        given().get("/api/v1/datasets/" + id + "/archive")
                .then()
                .statusCode(409)
                .body("code", equalTo("dataset-not-ready"));
        Home.ask(researcher, "csv", Map.of("from", from))
                .statusCode(409)
                .body("code", equalTo("dataset-running"))
                .body("detail", containsString("one at a time"));
        Home.ask(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from)).statusCode(202);
        researcher
                .asks()
                .delete("/api/v1/datasets/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        Home.ask(researcher, "csv", Map.of("from", from)).statusCode(202);
    }

    @Test
    void whatStopsTheServerAgainAndAgainIsGivenUpAndNothingOfItStays() throws Exception {
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);
        UUID id = UUID.randomUUID();
        String published = id + "/%d/set.zip".formatted(DatasetLeases.MOST_ATTEMPTS);
        Path whole = archives.workFile("given-up.zip");
        Files.write(whole, new byte[] {'P', 'K', 3, 4});
        archives.publish(published, whole, "ab".repeat(32));
        killed(id, researcher, Instant.now().toString(), -1, DatasetLeases.MOST_ATTEMPTS);
        JsonPath told = Home.ended("/api/v1/datasets/" + id);
        assertThat(told.getString("state")).isEqualTo("FAILED");
        researcher.asks().get("/api/v1/datasets/" + id).then().body("problem", containsString("again and again"));
        await(loop.recall());
        assertThat(archives.find(published)).isEmpty();
    }

    @Test
    void whatIsTakenBackWhileItIsWrittenIsNotPublished() {
        var episode = recorded.episode(recorded.person(true), "too late", Recorded.OPEN, 'a');
        UUID id = UUID.randomUUID();
        UUID lease = UUID.randomUUID();
        insert(id, accounts.with(Role.RESEARCHER), Instant.now().toString(), 3600, 1, lease);
        DatasetLeases.Claim claim =
                new DatasetLeases.Claim(await(rows.find(new DatasetId(id))).orElseThrow(), lease, 1);
        DatasetData.Archive archive = new DatasetData.Archive(claim.archiveKey(), 1, "ab".repeat(32));
        recorded.withdraw(episode);
        UUID[] inIt = {episode.id().value()};
        assertThat(await(leases.ready(claim, archive, "{}", inIt))).isFalse();
        assertThat(await(rows.find(new DatasetId(id))).orElseThrow().state()).isEqualTo(DatasetState.RUNNING);
        assertThat(await(leases.again(claim, Duration.ofHours(1)))).isTrue();
        assertThat(await(leases.renew(claim, Duration.ofHours(1), 0, 1)))
                .as("the lease is gone")
                .isFalse();
    }

    private void killed(UUID id, Accounts.Somebody maker, String from, int secondsLeft, int attempts) {
        insert(id, maker, from, secondsLeft, attempts, UUID.randomUUID());
        if (secondsLeft < 0) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() ->
                            await(rows.find(new DatasetId(id))).orElseThrow().state() != DatasetState.RUNNING);
        }
    }

    private void insert(UUID id, Accounts.Somebody maker, String from, int secondsLeft, int attempts, UUID lease) {
        await(sql.preparedQuery(RUNNING)
                .execute(Tuple.tuple()
                        .addUUID(id)
                        .addString("{\"from\":\"" + from + "\"}")
                        .addUUID(maker.person().id().value())
                        .addUUID(lease)
                        .addDouble((double) secondsLeft)
                        .addInteger(attempts)));
    }
}
