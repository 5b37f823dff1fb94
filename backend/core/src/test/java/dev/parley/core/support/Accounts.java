package dev.parley.core.support;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;

import dev.parley.core.audit.Actor;
import dev.parley.core.person.Grant;
import dev.parley.core.person.Labs;
import dev.parley.core.person.People;
import dev.parley.core.person.PersonData;
import dev.parley.core.person.Role;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** People with roles, signed in as browsers are, in tests. */
@ApplicationScoped
public class Accounts {
    public static final String PASSWORD = "four words of my own";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Inject
    People people;

    @Inject
    Labs labs;

    /** Somebody and the cookie of a browser in which they are signed in. */
    public record Somebody(PersonData person, String cookie) {
        public String id() {
            return person.id().toString();
        }

        public String login() {
            return person.login();
        }

        /** A request of that browser. */
        public RequestSpecification asks() {
            return given().cookie("parley-person", cookie);
        }
    }

    /** Signed in, with a password of their own and without any role. */
    public Somebody user() {
        return signedIn(created());
    }

    public Somebody with(Role role) {
        return with(role, Optional.empty());
    }

    public Somebody with(Role role, String lab) {
        return with(role, Optional.of(lab));
    }

    /** Created, never signed in. */
    public People.Created created() {
        return await(people.create("somebody-" + NUMBER.incrementAndGet(), "Some Body", Actor.platform()));
    }

    /** A lab of its own. */
    public String lab() {
        return await(labs.create("lab-" + NUMBER.incrementAndGet(), "A lab", Actor.platform()))
                .name();
    }

    /** A cookie of somebody whose one-time password is still to be changed. */
    public static String firstSignIn(People.Created created) {
        return signIn(created.person().login(), created.oneTimePassword());
    }

    public static String signIn(String login, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("login", login, "password", password))
                .post("/api/v1/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
    }

    private Somebody with(Role role, Optional<String> lab) {
        People.Created created = created();
        Grant grant = new Grant(role, lab.map(name -> await(labs.require(name))));
        await(people.grant(created.person().id(), grant, Actor.platform(), "for a test"));
        return signedIn(created);
    }

    private Somebody signedIn(People.Created created) {
        String cookie = given().cookie("parley-person", firstSignIn(created))
                .contentType(ContentType.JSON)
                .body(Map.of("present", created.oneTimePassword(), "next", PASSWORD))
                .post("/api/v1/session/password")
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
        return new Somebody(created.person(), cookie);
    }
}
