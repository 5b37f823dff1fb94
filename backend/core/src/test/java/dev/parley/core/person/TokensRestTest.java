package dev.parley.core.person;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.parley.core.audit.Actor;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Tokens of people: shown once, kept as digests, opening what their scopes say and nothing else. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class TokensRestTest {
    @Inject
    Accounts accounts;

    @Inject
    People people;

    @Inject
    Lab lab;

    @Inject
    Pool sql;

    private static ValidatableResponse make(Accounts.Somebody who, List<String> scopes, Object... more) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("name", "my laptop", "scopes", scopes));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return who.asks()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/tokens")
                .then();
    }

    private static JsonPath made(Accounts.Somebody who, String... scopes) {
        return make(who, List.of(scopes)).statusCode(201).extract().jsonPath();
    }

    private static RequestSpecification with(String secret) {
        return given().header("Authorization", "Bearer " + secret);
    }

    @Test
    void aTokenIsShownOnceKeptAsADigestAndInTheAudit() {
        Accounts.Somebody user = accounts.user();
        JsonPath made = made(user, "read");
        String secret = made.getString("secret");
        assertThat(secret).matches("parley_[A-Za-z0-9_-]{43}");
        user.asks()
                .get("/api/v1/tokens")
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].name", equalTo("my laptop"))
                .body("toString()", not(containsString(secret)));
        String inDatabase = await(sql.query("SELECT string_agg(t::text, ' ') FROM person_token t")
                        .execute())
                .iterator()
                .next()
                .getString(0);
        assertThat(inDatabase).doesNotContain(secret.substring(7)).contains("\\x");
        String id = made.getString("token.id");
        assertThat(actions(id)).containsExactly("token.created");
        user.asks().delete("/api/v1/tokens/" + id).then().statusCode(204);
        assertThat(actions(id)).containsExactly("token.created", "token.revoked");
        user.asks().delete("/api/v1/tokens/" + id).then().statusCode(404);
    }

    private List<String> actions(String token) {
        List<String> actions = new ArrayList<>();
        await(sql.preparedQuery("SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id")
                        .execute(Tuple.of(token)))
                .forEach(row -> actions.add(row.getString(0)));
        return actions;
    }

    @Test
    void aTokenIsItsPersonAsFarAsItsScopesReach() {
        lab.station(StationKind.SIMULATOR);
        Accounts.Somebody researcher = accounts.with(Role.RESEARCHER);
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String scope : List.of("read", "export", "ask")) {
            secrets.put(scope, made(researcher, scope).getString("secret"));
        }
        with(requireNonNull(secrets.get("read")))
                .get("/api/v1/session")
                .then()
                .body("login", equalTo(researcher.login()));
        // read, export, ask
        opens(secrets, as -> as.get("/api/v1/prompts"), 200, 403, 200);
        opens(secrets, as -> as.get("/api/v1/datasets"), 200, 200, 200);
        opens(secrets, as -> json(as, Map.of("format", "hdf5")).post("/api/v1/datasets"), 403, 400, 403);
        opens(secrets, as -> json(as, Map.of("instruction", "wave")).post("/api/v1/prompts"), 403, 403, 201);
        opens(secrets, as -> json(as, Map.of()).post("/api/v1/studies"), 403, 403, 400);
        opens(secrets, as -> as.get("/api/v1/tokens"), 403, 403, 403);
        opens(
                secrets,
                as -> json(as, Map.of("name", "x", "scopes", List.of("ask"))).post("/api/v1/tokens"),
                403,
                403,
                403);
        opens(secrets, as -> as.delete("/api/v1/session/everywhere"), 403, 403, 403);
        opens(secrets, as -> as.get("/api/v1/people"), 403, 403, 403);
        opens(secrets, as -> as.get("/api/v1/audit"), 403, 403, 403);
        opens(secrets, as -> as.urlEncodingEnabled(false).get("/api/v1/audit;as=else"), 403, 403, 403);
        opens(secrets, as -> as.urlEncodingEnabled(false).get("/api/v1//%61udit"), 403, 403, 403);
        opens(secrets, as -> as.get("/api/v1/moderation/cases"), 403, 403, 403);
        opens(secrets, as -> as.get("/api/v1/reviews"), 403, 403, 403);
        opens(secrets, as -> as.get("/api/v1/reviews/lead/gold"), 403, 403, 403);
        opens(secrets, as -> as.post("/api/v1/reviews"), 403, 403, 403);
        opens(secrets, as -> json(as, Map.of()).post("/api/v1/consent"), 403, 403, 403);
        opens(secrets, as -> json(as, Map.of("everything", true)).post("/api/v1/withdrawals"), 403, 403, 403);
        with(requireNonNull(secrets.get("read")))
                .get("/api/v1/desk/stations")
                .then()
                .statusCode(403)
                .body("code", equalTo("scope-missing"));
        with(requireNonNull(secrets.get("read")))
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/datasets")
                .then()
                .body("code", equalTo("scope-missing"))
                .body("detail", containsString("scope export; yours has read"));
    }

    private static void opens(
            Map<String, String> secrets,
            Function<RequestSpecification, Response> action,
            int read,
            int export,
            int ask) {
        assertThat(secrets.values().stream()
                        .map(secret -> action.apply(with(secret)).statusCode()))
                .containsExactly(read, export, ask);
    }

    private static RequestSpecification json(RequestSpecification as, Map<String, Object> body) {
        return as.contentType(ContentType.JSON).body(body);
    }

    @Test
    void aTokenNeverOpensMoreThanItsPersonMay() {
        String secret = made(accounts.user(), "read", "export", "ask").getString("secret");
        json(with(secret), Map.of("format", "csv"))
                .post("/api/v1/datasets")
                .then()
                .statusCode(403)
                .body("code", equalTo("not-allowed"));
        json(with(secret), Map.of()).post("/api/v1/studies").then().statusCode(401);
    }

    @Test
    void whatIsNoGoodTokenIsRefusedAlsoWhereAGuestPasses() {
        given().get("/api/v1/episodes").then().statusCode(200);
        String never = "parley_" + "A".repeat(43);
        with(never).get("/api/v1/episodes").then().statusCode(401).body("code", equalTo("token-refused"));
        with("parley_short").get("/api/v1/episodes").then().statusCode(401);
        Accounts.Somebody user = accounts.user();
        JsonPath made = made(user, "read");
        String secret = made.getString("secret");
        with(secret).get("/api/v1/episodes").then().statusCode(200);
        user.asks()
                .delete("/api/v1/tokens/" + made.getString("token.id"))
                .then()
                .statusCode(204);
        with(secret).get("/api/v1/episodes").then().statusCode(401);
        String expired = made(user, "read").getString("secret");
        await(sql.preparedQuery("UPDATE person_token SET expires_at = now() - interval '1 second' WHERE person_id = $1")
                .execute(Tuple.of(UUID.fromString(user.id()))));
        with(expired).get("/api/v1/episodes").then().statusCode(401);
    }

    @Test
    void aClosedAccountsTokensOpenNothing() {
        Accounts.Somebody user = accounts.user();
        String secret = made(user, "read").getString("secret");
        with(secret).get("/api/v1/episodes").then().statusCode(200);
        await(people.disable(user.person().id(), true, Actor.platform(), "for a test"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> with(secret).get("/api/v1/episodes").statusCode() == 401);
    }

    @Test
    void asManyTokensAsOneMayHaveAndOneMoreIsRefused() {
        Accounts.Somebody user = accounts.user();
        for (int i = 0; i < PersonTokens.MOST_EACH; i++) {
            made(user, "read");
        }
        make(user, List.of("read")).statusCode(409).body("code", equalTo("tokens-full"));
        String one = user.asks().get("/api/v1/tokens").jsonPath().getString("[0].id");
        user.asks().delete("/api/v1/tokens/" + one).then().statusCode(204);
        make(user, List.of("read")).statusCode(201);
    }

    @Test
    void whatIsWrongInATokenIsNamed() {
        Accounts.Somebody user = accounts.user();
        make(user, List.of()).statusCode(400).body("detail", containsString("read, export, ask"));
        make(user, List.of("write")).statusCode(400).body("detail", containsString("read, export, ask"));
        make(user, List.of("read"), "days", 0).statusCode(400).body("detail", containsString("1 to 365"));
        make(user, List.of("read"), "days", 1).statusCode(201);
        make(user, List.of("read"), "days", 365).statusCode(201);
        make(user, List.of("read"), "days", 366).statusCode(400);
        make(user, List.of("read"), "name", "x".repeat(60)).statusCode(201);
        make(user, List.of("read"), "name", "x".repeat(61)).statusCode(400);
        given().contentType(ContentType.JSON)
                .body(Map.of("name", "x", "scopes", List.of("read")))
                .post("/api/v1/tokens")
                .then()
                .statusCode(401);
    }

    @Test
    void nobodyRevokesAnothersToken() {
        Accounts.Somebody owner = accounts.user();
        JsonPath made = made(owner, "read");
        accounts.user()
                .asks()
                .delete("/api/v1/tokens/" + made.getString("token.id"))
                .then()
                .statusCode(404);
        with(made.getString("secret")).get("/api/v1/episodes").then().statusCode(200);
    }
}
