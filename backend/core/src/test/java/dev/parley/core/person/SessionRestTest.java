package dev.parley.core.person;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.audit.Actor;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class SessionRestTest {
    private static final String SESSION = "/api/v1/session";

    @Inject
    Accounts accounts;

    @Inject
    People people;

    @Inject
    SignIns signIns;

    @Inject
    PersonSessions sessions;

    @Inject
    Pool sql;

    @Inject
    Lab lab;

    @Test
    void whoIsNotSignedInIsAGuestAndNeverAnError() {
        given().get(SESSION)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .body("signedIn", equalTo(false))
                .body("login", nullValue())
                .body("may", equalTo(java.util.List.of("TAKE_PART")));
        for (String forged : new String[] {"", "x", "A".repeat(43), "A".repeat(500), "../../etc"}) {
            given().cookie("parley-person", forged)
                    .get(SESSION)
                    .then()
                    .statusCode(200)
                    .body("signedIn", equalTo(false));
        }
    }

    @Test
    void oneTimePasswordOpensNothingButItsOwnChange() {
        People.Created created = accounts.created();
        String cookie = Accounts.firstSignIn(created);
        by(cookie)
                .get(SESSION)
                .then()
                .body("signedIn", equalTo(true))
                .body("login", equalTo(created.person().login()))
                .body("mustChangePassword", equalTo(true));
        by(cookie).get("/api/v1/people").then().statusCode(403).body("code", equalTo("password-change-needed"));

        String own = change(by(cookie), created.oneTimePassword(), Accounts.PASSWORD)
                .statusCode(200)
                .body("mustChangePassword", equalTo(false))
                .extract()
                .cookie("parley-person");

        assertThat(own).isNotEqualTo(cookie);
        guest(cookie);
        by(own).get(SESSION).then().body("signedIn", equalTo(true));
        signIn(created.person().login(), created.oneTimePassword()).statusCode(401);
        signIn(created.person().login(), Accounts.PASSWORD).statusCode(200);
    }

    @Test
    void cookieIsKeptFromScriptsAndOtherSitesAndIsNowhereInTheDatabase() {
        Somebody ann = accounts.user();
        Cookie cookie = signIn(ann.login(), Accounts.PASSWORD).extract().detailedCookie("parley-person");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Lax");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.isSecured()).isFalse();
        assertThat(cookie.getMaxAge()).isEqualTo(14 * 24 * 3600);
        assertThat(signIn(given().header("X-Forwarded-Proto", "https"), ann.login(), Accounts.PASSWORD)
                        .extract()
                        .detailedCookie("parley-person")
                        .isSecured())
                .isTrue();
        String all = await(sql.query("SELECT coalesce(string_agg(s::text, ' '), '') FROM person_session s")
                        .execute())
                .iterator()
                .next()
                .getString(0);
        assertThat(all).isNotEmpty().doesNotContain(cookie.getValue());
    }

    @Test
    void wrongLoginAndWrongPasswordAreRefusedAlike() {
        Somebody ann = accounts.user();
        String detail = signIn(ann.login(), "not my password at all")
                .statusCode(401)
                .body("code", equalTo("sign-in-refused"))
                .extract()
                .path("detail");
        signIn("nobody-" + UUID.randomUUID().toString().substring(0, 8), Accounts.PASSWORD)
                .statusCode(401)
                .body("detail", equalTo(detail));
        signIn(ann.login(), "x".repeat(5000)).statusCode(401).body("detail", equalTo(detail));
        signIn("", "").statusCode(401);
        signIn(ann.login().toUpperCase(java.util.Locale.ROOT), Accounts.PASSWORD)
                .statusCode(200);
    }

    @Test
    void whatTheAuditTakesDoesNotTellWhetherThereIsSuchALogin() {
        long pause = StoredSignIns.REFUSED_AFTER.toMillis();
        String nobody = "nobody-" + UUID.randomUUID().toString().substring(0, 8);
        for (String login : new String[] {accounts.user().login(), nobody}) {
            for (String password : new String[] {"not my password at all", "x".repeat(5000)}) {
                signIn(login, password).statusCode(401).time(greaterThanOrEqualTo(pause));
            }
        }
    }

    @Test
    void triesOfOneLoginFromOneNetworkAreBoundedAndItsOwnerComesInFromAnother() {
        Somebody ann = accounts.user();
        int refused = 0;
        for (int i = 0; i < 30 && refused == 0; i++) {
            refused = signIn(ann.login(), "guess number " + i).extract().statusCode() == 429 ? i : 0;
        }
        assertThat(refused).isBetween(15, 21);
        signIn(ann.login(), Accounts.PASSWORD)
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("Too many sign-ins"));
        Accounts.signIn(accounts.user().login(), Accounts.PASSWORD);
        assertThat(await(signIns.signIn(ann.login(), Accounts.PASSWORD, "net-of-her-own", Optional.empty()))
                        .person()
                        .login())
                .as("a stranger keeps nobody out")
                .isEqualTo(ann.login());
    }

    @Test
    void oneTimePasswordIsGoodForAWeek() {
        People.Created created = accounts.created();
        String login = created.person().login();
        Instant made = created.person().createdAt();
        assertThat(created.person().oneTimeUntil()).contains(made.plus(Duration.ofDays(7)));
        oneTimeUntil(login, "clock_timestamp() + interval '1 minute'");
        signIn(login, created.oneTimePassword()).statusCode(200);

        oneTimeUntil(login, "clock_timestamp()");

        signIn(login, created.oneTimePassword())
                .statusCode(401)
                .body("code", equalTo("sign-in-refused"))
                .body("detail", containsString("was not used in time"));
        signIn(login, "not that password").statusCode(401).body("detail", not(containsString("in time")));
        People.Created again = await(people.newOneTimePassword(created.person().id(), Actor.platform(), "too late"));
        signIn(login, again.oneTimePassword()).statusCode(200);
    }

    private void oneTimeUntil(String login, String until) {
        await(sql.preparedQuery("UPDATE person SET one_time_until = " + until + " WHERE login = $1")
                .execute(Tuple.of(login)));
    }

    @Test
    void signingOutEverywhereEndsThatAnybodysBrowsersAreTold() {
        Somebody ann = accounts.user();
        Somebody bob = accounts.user();
        told(ann);
        told(ann);
        told(bob);
        by(Accounts.signIn(ann.login(), Accounts.PASSWORD))
                .delete(SESSION)
                .then()
                .statusCode(204);
        assertThat(browsersOf(ann)).as("one browser is no reason").isEqualTo(2);

        ann.asks().delete(SESSION + "/everywhere").then().statusCode(204);

        assertThat(browsersOf(ann)).isZero();
        assertThat(browsersOf(bob)).isEqualTo(1);
        await(people.disable(bob.person().id(), true, Actor.platform(), "left the lab"));
        assertThat(browsersOf(bob)).isZero();
    }

    private void told(Somebody who) {
        await(sql.preparedQuery("INSERT INTO push_subscription (person, endpoint, p256dh, auth) VALUES ($1, $2,"
                        + " decode(repeat('04', 65), 'hex'), decode(repeat('01', 16), 'hex'))")
                .execute(Tuple.of(who.person().id().value(), "https://push.example/" + UUID.randomUUID())));
    }

    private long browsersOf(Somebody who) {
        return await(sql.preparedQuery("SELECT count(*) FROM push_subscription WHERE person = $1")
                        .execute(Tuple.of(who.person().id().value())))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void passwordThatWasReplacedMeanwhileOpensNothing() {
        for (int round = 0; round < 8; round++) {
            Somebody ann = accounts.user();
            // Whichever is first: the one that was before ends with the password, the one after is refused.
            List<Optional<String>> opened = await(Uni.join()
                    .all(
                            signIns.signIn(ann.login(), Accounts.PASSWORD, "network", Optional.empty())
                                    .map(each -> Optional.of(each.cookieValue()))
                                    .onFailure(ParleyException.class)
                                    .recoverWithItem(Optional.empty()),
                            people.newOneTimePassword(ann.person().id(), Actor.platform(), "forgotten")
                                    .map(made -> Optional.<String>empty()))
                    .andFailFast());
            opened.getFirst().ifPresent(SessionRestTest::guest);
        }
    }

    @Test
    void signingOutEndsThisBrowserAndEverywhereEndsAll() {
        Somebody ann = accounts.user();
        String second = Accounts.signIn(ann.login(), Accounts.PASSWORD);
        String third = Accounts.signIn(ann.login(), Accounts.PASSWORD);
        by(second).delete(SESSION).then().statusCode(204).header("Set-Cookie", containsString("Max-Age=0"));
        guest(second);
        by(second).delete(SESSION).then().statusCode(204);
        by(third).get(SESSION).then().body("signedIn", equalTo(true));

        by(third).delete(SESSION + "/everywhere").then().statusCode(204);

        guest(third);
        guest(ann.cookie());
        given().delete(SESSION + "/everywhere").then().statusCode(401).body("code", equalTo("sign-in-needed"));
    }

    @Test
    void signingInAgainEndsTheSessionThatTheBrowserHad() {
        Somebody ann = accounts.user();
        String next = signIn(ann.asks(), ann.login(), Accounts.PASSWORD)
                .statusCode(200)
                .extract()
                .cookie("parley-person");
        guest(ann.cookie());
        by(next).get(SESSION).then().body("signedIn", equalTo(true));
    }

    @Test
    void sessionsEndWhenNothingIsDoneForTwelveHoursAndAfterFourteenDaysInAnyCase() {
        Somebody ann = accounts.user();
        age(ann, "last_seen_at", "11 hours 59 minutes");
        ann.asks().get(SESSION).then().body("signedIn", equalTo(true));
        assertThat(seconds(ann)).as("seen now").isLessThan(60);
        age(ann, "last_seen_at", "12 hours 1 minute");
        guest(ann.cookie());

        Somebody bob = accounts.user();
        age(bob, "expires_at", "14 days 1 second");
        guest(bob.cookie());
    }

    @Test
    void passwordIsChangedOnlyWithThePresentOneAndToAGoodOne() {
        Somebody ann = accounts.user();
        change(ann.asks(), "not my password", "another four of my own").statusCode(401);
        change(ann.asks(), Accounts.PASSWORD, "short").statusCode(422).body("detail", containsString("12 to 200"));
        change(ann.asks(), Accounts.PASSWORD, "passwordpassword")
                .statusCode(422)
                .body("code", equalTo("password-refused"));
        change(ann.asks(), Accounts.PASSWORD, ann.login() + " and more").statusCode(422);
        change(ann.asks(), Accounts.PASSWORD, Accounts.PASSWORD).statusCode(422);
        change(given(), Accounts.PASSWORD, "another four of my own")
                .statusCode(401)
                .body("code", equalTo("sign-in-needed"));
        ann.asks().get(SESSION).then().body("signedIn", equalTo(true));
    }

    @Test
    void closedAccountIsSignedOutAtOnceAndNobodySignsInWithIt() {
        Somebody ann = accounts.user();
        await(people.disable(ann.person().id(), true, Actor.platform(), "left the lab"));
        guest(ann.cookie());
        signIn(ann.login(), Accounts.PASSWORD).statusCode(401);
        await(people.disable(ann.person().id(), false, Actor.platform(), "came back"));
        guest(ann.cookie());
        signIn(ann.login(), Accounts.PASSWORD).statusCode(200);
    }

    @Test
    void anotherSitesPageCanNeitherSignInNorDoAnythingWithTheCookie() {
        Somebody ann = accounts.user();
        ann.asks()
                .header("Origin", "https://evil.example")
                .delete(SESSION)
                .then()
                .statusCode(403)
                .body("code", equalTo("foreign-origin"));
        ann.asks()
                .header("Sec-Fetch-Site", "cross-site")
                .delete(SESSION + "/everywhere")
                .then()
                .statusCode(403);
        signIn(given().header("Origin", "https://evil.example"), ann.login(), Accounts.PASSWORD)
                .statusCode(403);
        ann.asks()
                .contentType("text/plain")
                .body("{\"login\":\"a\",\"password\":\"b\"}")
                .post(SESSION)
                .then()
                .statusCode(415);
        ann.asks().get(SESSION).then().body("signedIn", equalTo(true));
    }

    @Test
    void whatAPersonAsksIsTheirsInEveryBrowserAndWhatTheyAskedAsAGuestStaysTheGuests() {
        lab.station(StationKind.SIMULATOR);
        String guest = given().post("/api/v1/guests").then().extract().path("token");
        String before = ask(given().cookie("parley_guest", guest));
        Somebody ann = accounts.user();
        String own = ask(ann.asks().cookie("parley_guest", guest));

        RequestSpecification elsewhere = by(Accounts.signIn(ann.login(), Accounts.PASSWORD));
        elsewhere
                .get("/api/v1/prompts")
                .then()
                .statusCode(200)
                .body("id", hasItem(own))
                .body("id", not(hasItem(before)));
        given().cookie("parley_guest", guest)
                .get("/api/v1/prompts")
                .then()
                .body("id", hasItem(before))
                .body("id", hasSize(1));
        given().header("X-Parley-Guest", guest)
                .cookie("parley-person", ann.cookie())
                .get("/api/v1/prompts")
                .then()
                .body("id", hasItem(before));
    }

    private static String ask(RequestSpecification as) {
        return as.contentType(ContentType.JSON)
                .body(Map.of("instruction", "put the red cube in the blue bowl"))
                .post("/api/v1/prompts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void guest(String cookie) {
        by(cookie).get(SESSION).then().statusCode(200).body("signedIn", equalTo(false));
    }

    private static RequestSpecification by(String cookie) {
        return given().cookie("parley-person", cookie);
    }

    private static ValidatableResponse signIn(String login, String password) {
        return signIn(given(), login, password);
    }

    private static ValidatableResponse signIn(RequestSpecification from, String login, String password) {
        return from.contentType(ContentType.JSON)
                .body(Map.of("login", login, "password", password))
                .post(SESSION)
                .then();
    }

    private static ValidatableResponse change(RequestSpecification by, String present, String next) {
        return by.contentType(ContentType.JSON)
                .body(Map.of("present", present, "next", next))
                .post(SESSION + "/password")
                .then();
    }

    /** As if it had been that long ago; PostgreSQL's clock is the one that counts. */
    private void age(Somebody who, String column, String by) {
        await(sql.preparedQuery("UPDATE person_session SET " + column + " = " + column + " - $2::text::interval"
                        + " WHERE person_id = $1")
                .execute(Tuple.of(who.person().id().value(), by)));
        sessions.forget();
    }

    private long seconds(Somebody who) {
        return await(sql.preparedQuery("SELECT extract(epoch FROM clock_timestamp() - max(last_seen_at))::bigint"
                                + " FROM person_session WHERE person_id = $1")
                        .execute(Tuple.of(who.person().id().value())))
                .iterator()
                .next()
                .getLong(0);
    }
}
