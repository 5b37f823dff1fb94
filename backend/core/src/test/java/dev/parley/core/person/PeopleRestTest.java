package dev.parley.core.person;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.parley.core.audit.Actor;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Accounts of others, and for every address who may and who is refused. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PeopleRestTest {
    private static final String PEOPLE = "/api/v1/people";
    private static final String HOUSE = "house";

    @Inject
    Accounts accounts;

    @Inject
    People people;

    @Inject
    Pool sql;

    @Test
    void textThatNoDatabaseKeepsIsTheCallersFault() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        List<ValidatableResponse> refused = List.of(
                admin.asks().queryParam("like", "a\0b").get(PEOPLE).then(),
                admin.asks().queryParam("who", "a\0b").get("/api/v1/audit").then(),
                grantFor(admin.asks(), "a\0b"),
                given().contentType(ContentType.JSON)
                        .body(Map.of("login", "a\0b", "password", Accounts.PASSWORD))
                        .post("/api/v1/session")
                        .then());
        refused.forEach(answer -> answer.statusCode(400)
                .body("code", equalTo("body-malformed"))
                .body("detail", containsString("U+0000")));
    }

    private ValidatableResponse grantFor(RequestSpecification as, String reason) {
        return as.contentType(ContentType.JSON)
                .body(Map.of("role", "RESEARCHER", "reason", reason))
                .post(PEOPLE + "/" + accounts.user().id() + "/grants")
                .then();
    }

    @Test
    void everyAddressIsOpenToItsRolesAndToNobodyElse() {
        Somebody target = accounts.user();
        Somebody ours = accounts.with(Role.OPERATOR, HOUSE);
        String elsewhere = accounts.lab();
        Map<String, Function<RequestSpecification, ValidatableResponse>> calls = new HashMap<>();
        calls.put("list", as -> as.get(PEOPLE).then());
        calls.put("find", as -> as.get(PEOPLE + "/" + ours.id()).then());
        calls.put(
                "create", as -> create(as, "new-" + UUID.randomUUID().toString().substring(0, 8)));
        calls.put("operator here", as -> grant(as, target, "OPERATOR", HOUSE));
        calls.put("operator elsewhere", as -> grant(as, target, "OPERATOR", elsewhere));
        calls.put("lab admin", as -> grant(as, target, "LAB_ADMIN", HOUSE));
        calls.put("researcher", as -> grant(as, target, "RESEARCHER", null));
        calls.put("no operator here", as -> revoke(as, target, "OPERATOR", HOUSE));
        calls.put("no researcher", as -> revoke(as, target, "RESEARCHER", null));
        calls.put("reset", as -> post(as, target.id() + "/one-time-password", Map.of("reason", "forgotten")));
        calls.put("close", as -> close(as, target, true));
        calls.put("reopen", as -> close(as, target, false));
        calls.put(
                "lab",
                as -> as.contentType(ContentType.JSON)
                        .body(Map.of("name", "l-" + UUID.randomUUID().toString().substring(0, 8), "title", "A lab"))
                        .post("/api/v1/labs")
                        .then());
        calls.put("audit", as -> as.get("/api/v1/audit").then());

        Map<String, Somebody> callers = Map.of(
                "user", accounts.user(),
                "researcher", accounts.with(Role.RESEARCHER),
                "operator", accounts.with(Role.OPERATOR, HOUSE),
                "lab admin", accounts.with(Role.LAB_ADMIN, HOUSE),
                "platform admin", accounts.with(Role.PLATFORM_ADMIN));
        List<String> ofALabAdmin = List.of("list", "find", "create", "operator here", "no operator here", "audit");

        calls.forEach((name, call) -> {
            call.apply(given()).statusCode(401).body("code", equalTo("sign-in-needed"));
            callers.forEach((role, caller) -> {
                int status = call.apply(caller.asks()).extract().statusCode();
                boolean may = role.equals("platform admin") || role.equals("lab admin") && ofALabAdmin.contains(name);
                if (may) {
                    assertThat(status).as("%s by %s", name, role).isBetween(200, 201);
                } else {
                    assertThat(status).as("%s by %s", name, role).isEqualTo(403);
                }
            });
        });
    }

    @Test
    void newAccountGetsAPasswordForOneTimeThatIsShownOnce() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        String login = "ada-" + UUID.randomUUID().toString().substring(0, 8);
        ValidatableResponse created = create(admin.asks(), login)
                .statusCode(201)
                .header("Cache-Control", containsString("no-store"))
                .body("person.login", equalTo(login))
                .body("person.roles", hasSize(0))
                .body("person.mustChangePassword", equalTo(true))
                .body("oneTimePassword", notNullValue())
                .body("goodUntil", notNullValue());
        String password = created.extract().path("oneTimePassword");
        String id = created.extract().path("person.id");
        assertThat(admin.asks().get(PEOPLE + "/" + id).asString()).doesNotContain(password);
        assertThat(Accounts.signIn(login, password)).isNotEmpty();
        create(admin.asks(), login).statusCode(409).body("code", equalTo("person-exists"));
    }

    @Test
    void labAdminSeesThePeopleOfTheirLabsAndWhoeverTheyCanName() {
        String lab = accounts.lab();
        Somebody admin = accounts.with(Role.LAB_ADMIN, lab);
        Somebody ours = accounts.with(Role.OPERATOR, lab);
        Somebody theirs = accounts.with(Role.OPERATOR, HOUSE);

        admin.asks().get(PEOPLE).then().body("login", containsInAnyOrder(admin.login(), ours.login()));
        admin.asks()
                .queryParam("like", ours.login())
                .get(PEOPLE)
                .then()
                .body("login", hasItem(ours.login()))
                .body("login", not(hasItem(theirs.login())));
        admin.asks()
                .queryParam("like", theirs.login().substring(1))
                .get(PEOPLE)
                .then()
                .body("login", not(hasItem(theirs.login())));
        admin.asks()
                .queryParam("like", theirs.login())
                .get(PEOPLE)
                .then()
                .body("login", hasItem(theirs.login()))
                .body("find { it.login == '%s' }.roles".formatted(theirs.login()), hasSize(0));
        admin.asks().get(PEOPLE + "/" + theirs.id()).then().statusCode(404).body("code", equalTo("person-unknown"));
        admin.asks().get(PEOPLE + "/" + ours.id()).then().statusCode(200);

        grant(admin.asks(), theirs, "OPERATOR", lab).statusCode(200).body("roles.lab", contains(lab));
        admin.asks().get(PEOPLE + "/" + theirs.id()).then().statusCode(200).body("roles.lab", contains(lab));
        accounts.with(Role.PLATFORM_ADMIN)
                .asks()
                .get(PEOPLE + "/" + theirs.id())
                .then()
                .body("roles.lab", containsInAnyOrder(HOUSE, lab));
    }

    @Test
    void grantIsKeptWithThePersonWhoMadeIt() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        Somebody ann = accounts.user();
        grant(admin.asks(), ann, "RESEARCHER", null).statusCode(200);

        assertThat(await(sql.preparedQuery("SELECT granted_by_person FROM role_grant WHERE person_id = $1")
                                .execute(Tuple.of(ann.person().id().value())))
                        .iterator()
                        .next()
                        .getUUID(0))
                .isEqualTo(admin.person().id().value());
    }

    @Test
    void loginsAndNamesAreBounded() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        for (String wrong : new String[] {"ab", "Ada", ".ada", "a da", "a".repeat(41), "ada@lab", ""}) {
            create(admin.asks(), wrong).statusCode(400).body("code", equalTo("body-malformed"));
        }
        create(admin.asks(), "a".repeat(40)).statusCode(201);
        post(admin.asks(), "", Map.of("login", "nameless", "name", " ")).statusCode(400);
        post(admin.asks(), "", Map.of("login", "nameless", "name", "n".repeat(81)))
                .statusCode(400);
        post(admin.asks(), "", Map.of("login", "named-80", "name", "n".repeat(80)))
                .statusCode(201);
        post(admin.asks(), "", Map.of("login", "nameless", "name", "n", "password", "x"))
                .statusCode(400);
    }

    @Test
    void roleHoldsFromTheNextRequestAndSoDoesItsEnd() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        Somebody ann = accounts.user();
        ann.asks().get(PEOPLE).then().statusCode(403).body("detail", containsString("lab admins"));
        grant(admin.asks(), ann, "LAB_ADMIN", HOUSE)
                .statusCode(200)
                .body("roles.role", hasItem("LAB_ADMIN"))
                .body("roles.lab", hasItem(HOUSE));
        grant(admin.asks(), ann, "LAB_ADMIN", HOUSE).statusCode(200).body("roles", hasSize(1));
        ann.asks().get(PEOPLE).then().statusCode(200);
        ann.asks()
                .get("/api/v1/session")
                .then()
                .body("roles[0].labTitle", equalTo("House lab"))
                .body("may", hasItem("MODERATE"));
        revoke(admin.asks(), ann, "LAB_ADMIN", HOUSE).statusCode(200).body("roles", hasSize(0));
        revoke(admin.asks(), ann, "LAB_ADMIN", HOUSE).statusCode(200);
        ann.asks().get(PEOPLE).then().statusCode(403);
    }

    @Test
    void roleOfALabNeedsALabAndARoleOfThePlatformNone() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        Somebody ann = accounts.user();
        grant(admin.asks(), ann, "OPERATOR", null).statusCode(400).body("detail", containsString("role of a lab"));
        grant(admin.asks(), ann, "RESEARCHER", HOUSE).statusCode(400).body("detail", containsString("whole platform"));
        grant(admin.asks(), ann, "OPERATOR", "nowhere").statusCode(422).body("code", equalTo("lab-unknown"));
        grant(admin.asks(), ann, "KING", null).statusCode(400).body("detail", containsString("PLATFORM_ADMIN"));
        post(admin.asks(), ann.id() + "/grants", Map.of("role", "RESEARCHER", "reason", " "))
                .statusCode(400);
        post(admin.asks(), ann.id() + "/grants", Map.of("role", "RESEARCHER", "reason", "x".repeat(501)))
                .statusCode(400);
        post(admin.asks(), UUID.randomUUID() + "/grants", Map.of("role", "RESEARCHER", "reason", "x"))
                .statusCode(404)
                .body("code", equalTo("person-unknown"));
        post(admin.asks(), "nobody/grants", Map.of("role", "RESEARCHER", "reason", "x"))
                .statusCode(400);
    }

    @Test
    void lastPlatformAdminCanNeitherBeClosedNorLoseTheRole() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        Grant platform = new Grant(Role.PLATFORM_ADMIN, Optional.empty());
        for (PersonData other : await(people.list("", "", 200))) {
            if (other.grants().contains(platform)
                    && !other.id().equals(admin.person().id())) {
                await(people.disable(other.id(), true, Actor.platform(), "so that one is left"));
            }
        }
        revoke(admin.asks(), admin, "PLATFORM_ADMIN", null)
                .statusCode(409)
                .body("detail", containsString("last platform admin"));
        close(admin.asks(), admin, true).statusCode(409);
        Somebody second = accounts.with(Role.PLATFORM_ADMIN);
        revoke(admin.asks(), admin, "PLATFORM_ADMIN", null).statusCode(200);
        revoke(second.asks(), second, "PLATFORM_ADMIN", null).statusCode(409);
    }

    @Test
    void forgottenPasswordIsReplacedByOneForOneTime() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        Somebody ann = accounts.user();
        String password = post(admin.asks(), ann.id() + "/one-time-password", Map.of("reason", "she forgot it"))
                .statusCode(200)
                .extract()
                .path("oneTimePassword");
        ann.asks().get("/api/v1/session").then().body("signedIn", equalTo(false));
        given().contentType(ContentType.JSON)
                .body(Map.of("login", ann.login(), "password", Accounts.PASSWORD))
                .post("/api/v1/session")
                .then()
                .statusCode(401);
        given().cookie("parley-person", Accounts.signIn(ann.login(), password))
                .get("/api/v1/session")
                .then()
                .body("mustChangePassword", equalTo(true));
    }

    @Test
    void peopleAreListedByLoginAPageAtATimeAndFoundByAPartOfTheirName() {
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        String mark = "zz" + UUID.randomUUID().toString().substring(0, 6);
        for (String login : new String[] {"b", "a", "c"}) {
            create(admin.asks(), mark + "-" + login).statusCode(201);
        }
        List<String> first = admin.asks()
                .queryParam("like", mark)
                .queryParam("limit", 2)
                .get(PEOPLE)
                .path("login");
        assertThat(first).containsExactly(mark + "-a", mark + "-b");
        List<String> second = admin.asks()
                .queryParam("like", mark)
                .queryParam("after", first.getLast())
                .get(PEOPLE)
                .path("login");
        assertThat(second).containsExactly(mark + "-c");
        admin.asks()
                .queryParam("like", "NEW PERS")
                .get(PEOPLE)
                .then()
                .statusCode(200)
                .body("login", hasItem(mark + "-a"));
        admin.asks().queryParam("limit", 201).get(PEOPLE).then().statusCode(400);
    }

    @Test
    void adminWhoIsSignedInNeedsNoKeyForTheDeskAndAResearcherNoneForStudies() {
        accounts.with(Role.LAB_ADMIN, HOUSE)
                .asks()
                .get("/api/v1/moderation/cases")
                .then()
                .statusCode(200);
        accounts.with(Role.PLATFORM_ADMIN)
                .asks()
                .get("/api/v1/moderation/cases")
                .then()
                .statusCode(200);
        accounts.with(Role.OPERATOR, HOUSE)
                .asks()
                .get("/api/v1/moderation/cases")
                .then()
                .statusCode(401);
        Somebody researcher = accounts.with(Role.RESEARCHER);
        researcher.asks().get("/api/v1/moderation/cases").then().statusCode(401);
        researcher
                .asks()
                .queryParam("name", "none")
                .get("/api/v1/studies")
                .then()
                .statusCode(200)
                .body("", hasSize(0));
        accounts.with(Role.LAB_ADMIN, HOUSE)
                .asks()
                .queryParam("name", "none")
                .get("/api/v1/studies")
                .then()
                .statusCode(401);
        given().queryParam("name", "none").get("/api/v1/studies").then().statusCode(401);
        // A wrong key stays wrong, whoever is signed in.
        researcher
                .asks()
                .header("Authorization", "Bearer nonsense")
                .queryParam("name", "none")
                .get("/api/v1/studies")
                .then()
                .statusCode(401);
    }

    @Test
    void labsAreReadByEverybodyAndNamesAreTakenOnce() {
        given().get("/api/v1/labs").then().statusCode(200).body("name", hasItem(HOUSE));
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        for (Map<String, String> wrong : List.of(
                Map.of("name", "Upper", "title", "x"),
                Map.of("name", "", "title", "x"),
                Map.of("name", "fine", "title", ""))) {
            admin.asks()
                    .contentType(ContentType.JSON)
                    .body(wrong)
                    .post("/api/v1/labs")
                    .then()
                    .statusCode(400);
        }
        admin.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("name", HOUSE, "title", "Again"))
                .post("/api/v1/labs")
                .then()
                .statusCode(409)
                .body("code", equalTo("lab-exists"));
    }

    private static ValidatableResponse create(RequestSpecification as, String login) {
        return post(as, "", Map.of("login", login, "name", "A New Person"));
    }

    private static ValidatableResponse grant(
            RequestSpecification as, Somebody whom, String role, @Nullable String lab) {
        return post(as, whom.id() + "/grants", roleOf(role, lab));
    }

    private static ValidatableResponse revoke(
            RequestSpecification as, Somebody whom, String role, @Nullable String lab) {
        return post(as, whom.id() + "/revocations", roleOf(role, lab));
    }

    private static Map<String, String> roleOf(String role, @Nullable String lab) {
        Map<String, String> body = new HashMap<>(Map.of("role", role, "reason", "a test"));
        if (lab != null) {
            body.put("lab", lab);
        }
        return body;
    }

    private static ValidatableResponse close(RequestSpecification as, Somebody whom, boolean disabled) {
        return as.contentType(ContentType.JSON)
                .body(Map.of("disabled", disabled, "reason", "a test"))
                .put(PEOPLE + "/" + whom.id() + "/disabled")
                .then();
    }

    private static ValidatableResponse post(RequestSpecification as, String path, Map<String, ?> body) {
        return as.contentType(ContentType.JSON)
                .body(body)
                .post(PEOPLE + (path.isEmpty() ? "" : "/" + path))
                .then();
    }
}
