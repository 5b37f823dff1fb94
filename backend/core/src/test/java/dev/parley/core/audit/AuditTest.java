package dev.parley.core.audit;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.person.Role;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class AuditTest {
    private static final String AUDIT = "/api/v1/audit";

    @Inject
    Accounts accounts;

    @Inject
    Audit audit;

    @Inject
    Pool sql;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET reason = 'another'",
                "UPDATE audit_entry SET reason = 'another' WHERE id = -1",
                "DELETE FROM audit_entry",
                "TRUNCATE audit_entry",
                "TRUNCATE person CASCADE"
            })
    void whatIsWrittenStaysAsItIs(String change) {
        record("thing.done", UUID.randomUUID().toString());
        long before = count();
        assertThatThrownBy(() -> await(sql.query(change).execute())).hasMessageContaining("only ever appended to");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void everyChangeOfAnAccountIsInItWithWhoAsWhatAndWhyAndNoSecret() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        String login = "kim-" + UUID.randomUUID().toString().substring(0, 8);
        var created = admin.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("login", login, "name", "Kim"))
                .post("/api/v1/people")
                .then()
                .statusCode(201)
                .extract();
        String id = created.path("person.id");
        post(admin, id + "/grants", Map.of("role", "OPERATOR", "lab", "house", "reason", "runs the arm"));
        post(admin, id + "/revocations", Map.of("role", "OPERATOR", "lab", "house", "reason", "moved away"));
        String second = post(admin, id + "/one-time-password", Map.of("reason", "forgot it"))
                .path("oneTimePassword");
        given().contentType(ContentType.JSON)
                .body(Map.of("login", login, "password", "not it at all"))
                .post("/api/v1/session")
                .then()
                .statusCode(401);
        Accounts.signIn(login, second);
        admin.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("disabled", true, "reason", "left"))
                .put("/api/v1/people/" + id + "/disabled")
                .then()
                .statusCode(200);

        var found = admin.asks()
                .queryParam("subject", id)
                .get(AUDIT)
                .then()
                .statusCode(200)
                .body(
                        "entries.action",
                        contains(
                                "person.disabled",
                                "session.opened",
                                "session.refused",
                                "password.reset",
                                "role.revoked",
                                "role.granted",
                                "person.created"))
                .body("entries[0].personId", equalTo(admin.id()))
                .body("entries[0].role", equalTo("PLATFORM_ADMIN"))
                .body("entries[0].reason", equalTo("left"))
                .body("entries[1].name", equalTo("Kim"))
                .body("entries[5].details.role", equalTo("OPERATOR of house"))
                .body("entries[5].details.login", equalTo(login))
                .body("entries[5].lab", equalTo("house"))
                .body("entries[5].labTitle", equalTo("House lab"))
                .body("entries[5].reason", equalTo("runs the arm"))
                .body("next", nullValue())
                .extract();
        assertThat(found.asString())
                .doesNotContain(
                        created.<String>path("oneTimePassword"), second, "not it at all", "127.0.0.1", "argon2");
    }

    @Test
    void isSearchedByWhoActionSubjectAndTimeAndReadAPageAtATime() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        String subject = UUID.randomUUID().toString();
        for (int i = 0; i < 5; i++) {
            record("thing.done", subject);
        }
        record("thing.undone", subject);
        record("things.done", subject);
        List<Integer> numbers = new ArrayList<>();
        Object before = "";
        do {
            var page = admin.asks()
                    .queryParam("subject", subject)
                    .queryParam("limit", 3)
                    .queryParam("before", before)
                    .get(AUDIT)
                    .then()
                    .statusCode(200)
                    .extract();
            numbers.addAll(page.<List<Integer>>path("entries.number"));
            before = page.path("next");
        } while (before != null);
        assertThat(numbers).hasSize(7).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b - a);

        search(admin, Map.of("subject", subject, "action", "thing")).body("entries", hasSize(6));
        search(admin, Map.of("subject", subject, "action", "thing.undone")).body("entries", hasSize(1));
        search(admin, Map.of("subject", subject, "who", "RECORD")).body("entries", hasSize(7));
        search(admin, Map.of("subject", subject, "who", "somebody else")).body("entries", hasSize(0));
        search(admin, Map.of("who", admin.id())).body("entries.personId", everyItem(equalTo(admin.id())));
        search(admin, Map.of("subject", subject, "until", "2026-01-01T00:00:00Z"))
                .body("entries", hasSize(0));
        search(admin, Map.of("subject", subject, "from", "2026-01-01T01:00:00+01:00"))
                .body("entries", hasSize(7));
        admin.asks().queryParam("from", "yesterday").get(AUDIT).then().statusCode(400);
        admin.asks().queryParam("before", "x").get(AUDIT).then().statusCode(400);
        admin.asks().queryParam("limit", "0").get(AUDIT).then().statusCode(400);
    }

    @Test
    void labAdminReadsWhatIsTheirLabsAffairAndNothingElse() {
        String ours = accounts.lab();
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        Somebody ann = accounts.user();
        post(admin, ann.id() + "/grants", Map.of("role", "OPERATOR", "lab", ours, "reason", "ours"));
        post(admin, ann.id() + "/grants", Map.of("role", "OPERATOR", "lab", "house", "reason", "theirs"));
        Somebody labAdmin = accounts.with(Role.LAB_ADMIN, ours);
        search(labAdmin, Map.of())
                .body("entries.lab", everyItem(equalTo(ours)))
                .body("entries.reason", hasItem("ours"))
                .body("entries.reason", not(hasItem("theirs")));
        search(admin, Map.of("subject", ann.id())).body("entries.reason", hasItems("ours", "theirs"));
        accounts.with(Role.OPERATOR, ours)
                .asks()
                .get(AUDIT)
                .then()
                .statusCode(403)
                .body("code", equalTo("not-allowed"));
        given().get(AUDIT).then().statusCode(401);
    }

    private void record(String action, String subject) {
        await(audit.record(
                new Actor(Optional.empty(), "The Recorder", "PLATFORM", ""),
                new Deed(action, "thing", subject, Optional.empty(), "a test", Map.of())));
    }

    private long count() {
        return await(sql.query("SELECT count(*) FROM audit_entry").execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private static ValidatableResponse search(Somebody by, Map<String, String> query) {
        return by.asks().queryParams(query).get(AUDIT).then().statusCode(200);
    }

    private static ExtractableResponse<Response> post(Somebody by, String path, Map<String, ?> body) {
        return by.asks()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/people/" + path)
                .then()
                .statusCode(200)
                .extract();
    }
}
