package dev.parley.core.owner;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.person.Role;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.SharedScene;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who says whose a policy is, where everybody reads it, and that it is in the audit. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class PolicyOwnerRestTest {
    @Inject
    Stations stations;

    @Inject
    Accounts accounts;

    @Inject
    PolicyOwners owners;

    private String policy;

    @BeforeEach
    void aPolicy() {
        SharedScene scene = new SharedScene(stations);
        scene.station(StationKind.SIMULATOR);
        policy = scene.learned();
    }

    @Test
    void onlyPlatformAdminsSayWhoseAPolicyIs() {
        String lab = accounts.lab();
        Map<String, String> body = Map.of("lab", lab, "reason", "they trained it");
        put(given(), policy, body).statusCode(401).body("code", equalTo("sign-in-needed"));
        for (Somebody who : new Somebody[] {
            accounts.user(),
            accounts.with(Role.RESEARCHER),
            accounts.with(Role.OPERATOR, lab),
            accounts.with(Role.LAB_ADMIN, lab)
        }) {
            put(who.asks(), policy, body).statusCode(403).body("detail", containsString("platform admins"));
        }
        assertThat(await(owners.of(policy))).isEmpty();
        put(accounts.with(Role.PLATFORM_ADMIN).asks(), policy, body)
                .statusCode(200)
                .body("policy", equalTo(policy))
                .body("lab", equalTo(lab))
                .body("title", equalTo("A lab"));
        assertThat(await(owners.of(policy)).orElseThrow().name()).isEqualTo(lab);
    }

    @Test
    void everybodyReadsItInTheListAndTheAuditSaysWhoSaidIt() {
        String lab = accounts.lab();
        Somebody admin = accounts.with(Role.PLATFORM_ADMIN);
        listed().body(owner(), nullValue());
        put(admin.asks(), policy, Map.of("lab", lab, "reason", "they trained it"))
                .statusCode(200);
        listed().body(owner() + ".lab", equalTo(lab)).body(owner() + ".title", equalTo("A lab"));
        put(admin.asks(), policy, Map.of("reason", "they gave it away"))
                .statusCode(200)
                .body("lab", nullValue());
        listed().body(owner(), nullValue());
        admin.asks()
                .get("/api/v1/audit?action=policy")
                .then()
                .statusCode(200)
                .body(containsString("they trained it"), containsString("they gave it away"))
                .body(containsString("policy.owner-set"), containsString("policy.owner-removed"));
        accounts.with(Role.LAB_ADMIN, lab)
                .asks()
                .get("/api/v1/audit?action=policy.owner-set")
                .then()
                .body(containsString("they trained it"));
    }

    @Test
    void whatIsNotThereAndWhatIsMissingIsSaid() {
        RequestSpecification admin = accounts.with(Role.PLATFORM_ADMIN).asks();
        put(admin, "nobody-announced-it", Map.of("lab", "house", "reason", "why"))
                .statusCode(422)
                .body("code", equalTo("policy-unknown"));
        put(admin, policy, Map.of("lab", "no-such-lab", "reason", "why"))
                .statusCode(422)
                .body("code", equalTo("lab-unknown"));
        put(admin, policy, Map.of("lab", "house")).statusCode(400).body("detail", containsString("reason"));
        put(admin, policy, Map.of("lab", "house", "reason", " "))
                .statusCode(400)
                .body("detail", containsString("1 to 500"));
        put(admin, policy, Map.of("lab", "house", "reason", "x".repeat(501))).statusCode(400);
        put(admin, policy, Map.of("lab", "house", "reason", "x".repeat(500))).statusCode(200);
    }

    private String owner() {
        return "find { it.id == '" + policy + "' }.owner";
    }

    private ValidatableResponse listed() {
        return given().get("/api/v1/policies").then().statusCode(200).body("id", hasItem(policy));
    }

    private static ValidatableResponse put(RequestSpecification as, String policy, Map<String, String> body) {
        return as.contentType(ContentType.JSON)
                .body(body)
                .put("/api/v1/policies/" + policy + "/owner")
                .then();
    }
}
