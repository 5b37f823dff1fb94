package dev.parley.scheduler.chain;

import static dev.parley.scheduler.chain.Lab.await;
import static io.restassured.RestAssured.given;

import dev.parley.core.audit.Actor;
import dev.parley.core.person.Grant;
import dev.parley.core.person.Labs;
import dev.parley.core.person.People;
import dev.parley.core.person.Role;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** People with roles, signed in as browsers are. */
@ApplicationScoped
public class Staff {
    private static final String OWN = "four words of my own";

    @Inject
    People people;

    @Inject
    Labs labs;

    /** Signed in, without any role. */
    public RequestSpecification user() {
        return signedIn(created());
    }

    /** With a role of the platform. */
    public RequestSpecification with(Role role) {
        return with(role, Optional.empty());
    }

    /** With a role of the lab that all stations belong to that were given none. */
    public RequestSpecification here(Role role) {
        return with(role, Optional.of("house"));
    }

    /** With a role of a lab that has no stations. */
    public RequestSpecification elsewhere(Role role) {
        String name = "lab-" + UUID.randomUUID().toString().substring(0, 8);
        await(labs.create(name, "A lab", Actor.platform()));
        return with(role, Optional.of(name));
    }

    private RequestSpecification with(Role role, Optional<String> lab) {
        People.Created created = created();
        Grant grant = new Grant(role, lab.map(name -> await(labs.require(name))));
        await(people.grant(created.person().id(), grant, Actor.platform(), "for a test"));
        return signedIn(created);
    }

    private People.Created created() {
        String login = "staff-" + UUID.randomUUID().toString().substring(0, 12);
        return await(people.create(login, "Some Body", Actor.platform()));
    }

    private static RequestSpecification signedIn(People.Created created) {
        String first = given().contentType(ContentType.JSON)
                .body(Map.of("login", created.person().login(), "password", created.oneTimePassword()))
                .post("/api/v1/session")
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
        String cookie = given().cookie("parley-person", first)
                .contentType(ContentType.JSON)
                .body(Map.of("present", created.oneTimePassword(), "next", OWN))
                .post("/api/v1/session/password")
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
        return given().cookie("parley-person", cookie);
    }
}
