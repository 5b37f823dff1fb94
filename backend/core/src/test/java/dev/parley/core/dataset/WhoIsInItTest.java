package dev.parley.core.dataset;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.account.Author;
import dev.parley.core.artifact.ArchiveStore;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.person.Role;
import dev.parley.core.support.Accounts;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not be in a data set is not in it, and what may be is. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class WhoIsInItTest {
    @Inject
    Recorded recorded;

    @Inject
    Accounts accounts;

    @Inject
    ArchiveStore archives;

    @Inject
    DatasetLoop loop;

    @Inject
    DatasetRows rows;

    @Inject
    Pool sql;

    @TempDir
    Path folder;

    @Test
    void aboutOneFamilyInFiveIsHeldOutAndTheSameOnesForEver() {
        assertThat(heldOut("0000000000000001")).isFalse();
        assertThat(heldOut("0000000000000002")).isTrue();
        assertThat(heldOut("0000000000000004")).isTrue();
        assertThat(heldOut("abcdefabcdefabcd")).isFalse();
        assertThat(heldOut("picture:x")).isFalse();
        long held = await(sql.query(
                                "SELECT count(*) FROM generate_series(1, 10000) n WHERE held_out(lpad(to_hex(n), 16, '0'))")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
        assertThat(held).isEqualTo(2050);
    }

    private boolean heldOut(String family) {
        return await(sql.preparedQuery("SELECT held_out($1)").execute(Tuple.of(family)))
                .iterator()
                .next()
                .getBoolean(0);
    }

    @Test
    void trainingDataHoldsOnlyWhatWasAgreedToAndNoHeldOutFamilyAndTablesSayWhich() throws Exception {
        String from = Instant.now().toString();
        AssignmentData taken = recorded.episode(recorded.person(true), "agreed", Recorded.OPEN, 'a');
        AssignmentData refused = recorded.episode(recorded.person(false), "refused", Recorded.OPEN, 'a');
        Author changed = recorded.person(true);
        AssignmentData undone = recorded.episode(changed, "undone", Recorded.OPEN, 'a');
        recorded.agree(changed, false);
        AssignmentData held = recorded.episode(recorded.person(true), "held out", Recorded.HELD_OUT, 'a');
        AssignmentData secret = recorded.episode(recorded.person(true), "secret", Recorded.OPEN, 'a');
        recorded.seal(secret, true);
        AssignmentData back = recorded.episode(recorded.person(true), "back", Recorded.OPEN, 'a');
        recorded.withdraw(back);
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);

        given().get("/api/v1/datasets/estimate?format=lerobot-v3&from=" + from)
                .then()
                .statusCode(200)
                .body("matching", equalTo(4))
                .body("taken", equalTo(1))
                .body("notAgreed", equalTo(2))
                .body("heldOut", equalTo(1));
        Home training = Home.take(researcher, "lerobot-v3", Map.of("from", from), folder);
        Home table = Home.take(researcher, "parquet", Map.of("from", from), folder);

        assertThat(inTraining(training)).containsExactly(taken.id().toString());
        try (Duck duck = new Duck()) {
            List<List<Object>> all = new ArrayList<>(duck.rows(
                    table.root().resolve("outcomes.parquet"),
                    "SELECT episode_id, split, may_train, instruction, scene_result, censored FROM FILE"));
            assertThat(all)
                    .containsExactlyInAnyOrder(
                            List.of(taken.id().toString(), "open", true, "agreed", "SUCCESS", false),
                            List.of(refused.id().toString(), "open", false, "refused", "SUCCESS", false),
                            List.of(undone.id().toString(), "open", false, "undone", "SUCCESS", false),
                            List.of(held.id().toString(), "held-out", false, "held out", "SUCCESS", false));
            assertThat(duck.rows(
                            table.root().resolve("outcomes.parquet"),
                            "SELECT column_type FROM (DESCRIBE SELECT created_at FROM FILE)"))
                    .asString()
                    .contains("TIMESTAMP");
        }

        recorded.seal(secret, false);
        Home revealed = Home.take(researcher, "lerobot-v3", Map.of("from", from), folder.resolve("later"));
        assertThat(inTraining(revealed))
                .containsExactlyInAnyOrder(taken.id().toString(), secret.id().toString());
    }

    private static Set<String> inTraining(Home home) throws Exception {
        try (Duck duck = new Duck()) {
            Set<String> found = new HashSet<>();
            duck.rows(
                            home.root().resolve("tabletop-arm-6dof-1/meta/episodes/chunk-000/file-000.parquet"),
                            "SELECT \"eval/episode\" FROM FILE")
                    .forEach(row -> found.add(String.valueOf(row.getFirst())));
            return found;
        }
    }

    @Test
    void csvHasTheSameRowsQuotedWhereTheyNeedIt() throws Exception {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "say \"one\", then stop", Recorded.OPEN, 'a');
        Home home = Home.take(accounts.with(Role.LAB_ADMIN, accounts.lab()), "csv", Map.of("from", from), folder);
        String[] lines = home.text("outcomes.csv").split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("episode_id,prompt_id,created_at,").endsWith(",asker");
        assertThat(lines[1]).contains("\"say \"\"one\"\", then stop\"");
        assertThat(home.text("README.md")).contains("| `censored` |");
    }

    @Test
    void whatSomebodyTypedIsNoFormulaInASpreadsheet() throws Exception {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "=HYPERLINK(1)", Recorded.OPEN, 'a');
        Home home = Home.take(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from), folder);
        assertThat(home.text("outcomes.csv")).contains(",'=HYPERLINK(1),");
        assertThat(home.text("README.md")).contains("has an apostrophe in front");
    }

    @Test
    void whatIsTakenBackTakesTheArchiveWithIt() throws Exception {
        String from = Instant.now().toString();
        AssignmentData first = recorded.episode(recorded.person(true), "first", Recorded.OPEN, 'a');
        AssignmentData second = recorded.episode(recorded.person(true), "second", Recorded.OPEN, 'b');
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);
        Home home = Home.take(researcher, "lerobot-v3", Map.of("from", from), folder);
        String key = await(rows.find(DatasetId.parse(home.id())))
                .orElseThrow()
                .archive()
                .orElseThrow()
                .key();
        assertThat(archives.find(key)).isPresent();
        await(loop.recall());
        given().get("/api/v1/datasets/" + home.id()).then().body("state", equalTo("READY"));

        recorded.withdraw(first);
        await(loop.recall());

        assertThat(archives.find(key)).isEmpty();
        given().get("/api/v1/datasets/" + home.id())
                .then()
                .body("state", equalTo("RECALLED"))
                .body("archive", nullValue());
        given().get("/api/v1/datasets/" + home.id() + "/archive")
                .then()
                .statusCode(410)
                .body("code", equalTo("dataset-gone"))
                .body("detail", containsString("took back"));
        Home again = Home.take(researcher, "lerobot-v3", Map.of("from", from), folder.resolve("again"));
        assertThat(inTraining(again)).containsExactly(second.id().toString());
    }

    @Test
    void nothingFitsIsSaidWithItsReasons() {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(false), "refused", Recorded.OPEN, 'a');
        Home.ask(accounts.with(Role.RESEARCHER), "lerobot-v3", Map.of("from", from))
                .statusCode(422)
                .body("code", equalTo("dataset-empty"))
                .body("detail", containsString("of 1 the asker did not agree to training"));
        Home.ask(accounts.with(Role.RESEARCHER), "csv", Map.of("from", from, "sceneId", "nowhere"))
                .statusCode(422)
                .body("detail", containsString("No episode that has ended fits"));
    }

    @Test
    void whatFailsBecauseNoRecordingIsWholeSaysSoToItsMaker() {
        String from = Instant.now().toString();
        recorded.episode(recorded.person(true), "broken", Recorded.OPEN, new byte[] {0, 0, 0, 1});
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);
        String location = Home.ask(researcher, "lerobot-v3", Map.of("from", from))
                .statusCode(202)
                .extract()
                .header("Location");
        JsonPath told = Home.ended(location);
        assertThat(told.getString("state")).isEqualTo("FAILED");
        assertThat(told.getString("problem")).as("others are not told").isNull();
        researcher.asks().get(location).then().body("problem", containsString("None of the recordings"));
    }
}
