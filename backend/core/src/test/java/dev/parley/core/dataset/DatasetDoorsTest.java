package dev.parley.core.dataset;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.person.Role;
import dev.parley.core.support.Accounts;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may have a data set made and taken away, how many, how large, and how one is fetched. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = DatasetDoorsTest.Few.class, restrictToAnnotatedClass = true)
class DatasetDoorsTest {
    private static final int A_DAY = 3;
    private static final int EPISODES = 2;
    private static final int ROWS = 3;
    private static final int ESTIMATES = 4;
    private static final int DOWNLOADS = 40;

    /** Small limits. */
    public static final class Few implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of(
                    "parley.limits.searches.per-author",
                    Integer.toString(ESTIMATES),
                    "parley.limits.searches.per",
                    "PT100H",
                    "parley.limits.datasets.per-author",
                    Integer.toString(A_DAY),
                    "parley.limits.datasets.per-network",
                    "1000",
                    "parley.datasets.most-episodes",
                    Integer.toString(EPISODES),
                    "parley.datasets.most-rows",
                    Integer.toString(ROWS),
                    "parley.datasets.largest",
                    "350K",
                    "parley.datasets.largest-of-each",
                    "1M",
                    "parley.limits.downloads.per-author",
                    Integer.toString(DOWNLOADS),
                    "parley.limits.downloads.per",
                    "PT100H");
        }

        @Override
        public void stop() {
            // Only settings.
        }
    }

    @Inject
    Recorded recorded;

    @Inject
    Accounts accounts;

    @Inject
    DatasetLoop loop;

    @Inject
    Pool sql;

    @TempDir
    Path folder;

    @Test
    void researchersAndAdminsMayMakeOneAndNobodyElse() {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "look", Recorded.OPEN, 'a');
        String lab = accounts.lab();
        Map<String, RequestSpecification> who = new LinkedHashMap<>();
        who.put("guest 401", given());
        who.put("user 403", accounts.user().asks());
        who.put("operator 403", accounts.with(Role.OPERATOR, lab).asks());
        who.put("researcher 202", accounts.with(Role.RESEARCHER).asks());
        who.put("lab admin 202", accounts.with(Role.LAB_ADMIN, lab).asks());
        who.put("platform admin 202", accounts.with(Role.PLATFORM_ADMIN).asks());
        who.forEach((name, asks) -> assertThat(asks.contentType(ContentType.JSON)
                        .body(Map.of("format", "csv", "filter", Map.of("from", from)))
                        .post("/api/v1/datasets")
                        .statusCode())
                .as(name)
                .isEqualTo(Integer.parseInt(name.substring(name.length() - 3))));
    }

    @Test
    void onlyItsMakerAndPlatformAdminsTakeOneAwayAndEverybodyFetchesIt() throws Exception {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "look", Recorded.OPEN, 'a');
        Accounts.Somebody maker = accounts.with(Role.RESEARCHER);
        Home home = Home.take(maker, "csv", Map.of("from", from), folder);
        String address = "/api/v1/datasets/" + home.id();
        given().get("/api/v1/datasets").then().body("id", hasItem(home.id()));
        given().delete(address).then().statusCode(401);
        accounts.user().asks().delete(address).then().statusCode(403);
        accounts.with(Role.RESEARCHER)
                .asks()
                .delete(address)
                .then()
                .statusCode(403)
                .body("code", equalTo("not-yours"));
        given().get(address + "/archive").then().statusCode(200);
        accounts.with(Role.PLATFORM_ADMIN).asks().delete(address).then().statusCode(200);
        given().get(address + "/archive").then().statusCode(410);
        given().get(address + "/manifest").then().statusCode(410);
        given().get("/api/v1/datasets").then().body("id", not(hasItem(home.id())));
        maker.asks().get("/api/v1/datasets").then().body("id", hasItem(home.id()));
        maker.asks().delete(address).then().statusCode(200).body("state", equalTo("CANCELLED"));
    }

    @Test
    void aDownloadGoesOnWhereItBrokeOff() throws Exception {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "look", Recorded.OPEN, 'a');
        Home home = Home.take(accounts.with(Role.RESEARCHER), "lerobot-v3", Map.of("from", from), folder);
        String address = "/api/v1/datasets/" + home.id() + "/archive";
        byte[] whole = given().get(address)
                .then()
                .header("Accept-Ranges", "bytes")
                .header("Content-Disposition", containsString(".zip"))
                .extract()
                .asByteArray();
        String tag = "\"" + Recorded.sha256(whole) + "\"";
        byte[] rest = given().header("Range", "bytes=1000-")
                .header("If-Range", tag)
                .get(address)
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 1000-%d/%d".formatted(whole.length - 1, whole.length))
                .extract()
                .asByteArray();
        assertThat(rest).isEqualTo(Arrays.copyOfRange(whole, 1000, whole.length));
        given().header("Range", "bytes=1000-")
                .header("If-Range", "\"other\"")
                .get(address)
                .then()
                .statusCode(200);
        given().header("Range", "bytes=%d-".formatted(whole.length))
                .get(address)
                .then()
                .statusCode(416);
        given().header("If-None-Match", tag).get(address).then().statusCode(304);
    }

    @Test
    void asManyAsOneMayHaveADayAndOneMoreIsRefused() {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "look", Recorded.OPEN, 'a');
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);
        for (int i = 0; i < A_DAY; i++) {
            String location = Home.ask(researcher, "csv", Map.of("from", from))
                    .statusCode(202)
                    .extract()
                    .header("Location");
            assertThat(Home.ended(location).getString("state")).isEqualTo("READY");
            // What is refused for another reason costs nothing.
            Home.ask(researcher, "csv", Map.of("from", from, "sceneId", "nowhere"))
                    .statusCode(422);
        }
        Home.ask(researcher, "csv", Map.of("from", from))
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("data sets"));
        Home.ask(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from)).statusCode(202);
    }

    @Test
    void asManyEpisodesAsGoIntoOneAreTakenAndOneMoreIsRefused() throws Exception {
        String from = Instant.now().toString();
        for (int i = 0; i < EPISODES; i++) {
            recorded.episode(recorded.person(true), "look " + i, Recorded.OPEN, 'a');
        }
        Home.take(accounts.with(Role.RESEARCHER), "lerobot-v3", Map.of("from", from), folder);
        recorded.episode(recorded.person(true), "one more", Recorded.OPEN, 'a');
        Home.ask(accounts.with(Role.RESEARCHER), "lerobot-v3", Map.of("from", from))
                .statusCode(413)
                .body("code", equalTo("dataset-too-large"))
                .body("detail", containsString("3 episodes fit; at most 2"));
        Home.take(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from), folder.resolve("rows"));
        recorded.episode(recorded.person(true), "and one more", Recorded.OPEN, 'a');
        Home.ask(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from)).statusCode(413);
    }

    @Test
    void whatWouldBeTooManyBytesIsRefusedBeforeAnythingIsWritten() {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "large", Recorded.OPEN, new byte[360_000]);
        Home.ask(accounts.with(Role.RESEARCHER), "lerobot-v3", Map.of("from", from))
                .statusCode(413)
                .body("detail", containsString("MB"));
    }

    @Test
    void whoeverEstimatesWithoutEndWaitsAndNobodyElseDoes() {
        String guest = given().post("/api/v1/guests").then().extract().path("token");
        for (int i = 0; i < ESTIMATES; i++) {
            given().header("X-Parley-Guest", guest)
                    .get("/api/v1/datasets/estimate")
                    .then()
                    .statusCode(200);
        }
        given().header("X-Parley-Guest", guest)
                .get("/api/v1/datasets/estimate")
                .then()
                .statusCode(429);
        String other = given().post("/api/v1/guests").then().extract().path("token");
        given().header("X-Parley-Guest", other)
                .get("/api/v1/datasets/estimate")
                .then()
                .statusCode(200);
    }

    @Test
    void asManyDownloadsAsOneMayHaveAnHourAndOneMoreIsRefused() throws Exception {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "look", Recorded.OPEN, 'a');
        Home home = Home.take(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from), folder);
        String address = "/api/v1/datasets/" + home.id() + "/archive";
        String tag = "\"" + home.told().getString("archive.sha256") + "\"";
        RequestSpecification guest = given().header(
                        "X-Parley-Guest",
                        given().post("/api/v1/guests").then().extract().<String>path("token"));
        for (int i = 0; i < DOWNLOADS; i++) {
            given().spec(guest).header("Range", "bytes=0-9").get(address).then().statusCode(206);
        }
        given().spec(guest)
                .header("If-None-Match", tag)
                .get(address)
                .then()
                // Whoever has it already takes nothing.
                .statusCode(304);
        given().spec(guest)
                .get(address)
                .then()
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("downloads"));
    }

    @Test
    void asManyBytesAsAreKeptForOnePersonAndOneMoreIsRefused() throws Exception {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "look", Recorded.OPEN, 'a');
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);
        Home home = Home.take(researcher, "csv", Map.of("from", from), folder);
        long most = 1024 * 1024;
        await(sql.preparedQuery("UPDATE dataset SET size_bytes = $2 WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(home.id()), most + 1)));
        Home.ask(researcher, "csv", Map.of("from", from))
                .statusCode(413)
                .body("code", equalTo("dataset-too-large"))
                .body("detail", containsString("Take one of them away first"));
        Home.ask(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from)).statusCode(202);
        // Room for the few bytes of a table.
        await(sql.preparedQuery("UPDATE dataset SET size_bytes = $2 WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(home.id()), most - 400_000)));
        Home.ask(researcher, "csv", Map.of("from", from)).statusCode(202);
    }

    @Test
    void whatNobodyFetchedForLongGoesAndItsNumberItsLineAndItsDigestsStay() throws Exception {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "look", Recorded.OPEN, 'a');
        Home home = Home.take(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from), folder);
        UUID id = UUID.fromString(home.id());
        String address = "/api/v1/datasets/" + id;
        String digest = home.told().getString("archive.sha256");
        // It was fetched when it was taken home; what counts is the last time.
        await(sql.preparedQuery("UPDATE dataset SET ended_at = clock_timestamp() - interval '200 days',"
                        + " fetched_at = clock_timestamp() - interval '89 days 23 hours' WHERE id = $1")
                .execute(Tuple.of(id)));
        await(loop.recall());
        given().get(address).then().body("state", equalTo("READY"));
        await(sql.preparedQuery(
                        "UPDATE dataset SET fetched_at = clock_timestamp() - interval '90 days 1 second' WHERE id = $1")
                .execute(Tuple.of(id)));

        await(loop.recall());

        given().get(address)
                .then()
                .body("state", equalTo("EXPIRED"))
                .body("archive", nullValue())
                .body("keptUntil", nullValue())
                .body("sha256", equalTo(digest))
                .body("citation", equalTo(home.told().getString("citation")));
        given().get(address + "/archive")
                .then()
                .statusCode(410)
                .body("code", equalTo("dataset-gone"))
                .body("detail", containsString("/manifest still has the digests"));
        given().get(address + "/manifest").then().statusCode(200).body(containsString("outcomes.csv"));
        given().get("/api/v1/datasets").then().body("id", hasItem(home.id()));
    }

    @Test
    void everyDownloadMakesTheKeepingLonger() throws Exception {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "look", Recorded.OPEN, 'a');
        Home home = Home.take(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from), folder);
        UUID id = UUID.fromString(home.id());
        await(sql.preparedQuery("UPDATE dataset SET ended_at = clock_timestamp() - interval '89 days',"
                        + " fetched_at = NULL WHERE id = $1")
                .execute(Tuple.of(id)));
        Instant before = Instant.parse(given().get("/api/v1/datasets/" + id).path("keptUntil"));

        given().get("/api/v1/datasets/" + id + "/archive").then().statusCode(200);

        assertThat(Instant.parse(given().get("/api/v1/datasets/" + id).path("keptUntil")))
                .isAfter(before.plus(Duration.ofDays(88)));
    }

    @Test
    void whatIsWrongInAnOrderIsNamedWithWhatWouldBeRight() {
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);
        Home.ask(researcher, "hdf5", Map.of()).statusCode(400).body("detail", containsString("lerobot-v3"));
        Home.ask(researcher, "csv", Map.of("stationKind", "SPACESHIP"))
                .statusCode(400)
                .body("detail", containsString("REAL_ROBOT"));
        Home.ask(researcher, "csv", Map.of("from", "yesterday")).statusCode(400).body("detail", containsString("2026"));
        Home.ask(researcher, "csv", Map.of("sceneId", "../etc")).statusCode(400);
        Home.ask(researcher, "csv", Map.of("colour", "red")).statusCode(400);
        given().get("/api/v1/datasets/3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34")
                .then()
                .statusCode(404);
        given().get("/api/v1/datasets/nonsense").then().statusCode(400);
    }
}
