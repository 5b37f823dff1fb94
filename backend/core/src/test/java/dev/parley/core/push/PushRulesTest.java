package dev.parley.core.push;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.support.PublicRules;
import dev.parley.testing.EmbeddedServices;
import dev.parley.testing.FakePushService;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever wants a browser to be told agrees first, changes that seldom, and names no machine of this network. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = PublicRules.class, restrictToAnnotatedClass = true)
class PushRulesTest {
    @Test
    void browserIsNamedAfterConsentAndNotToTheseMachinesAndNotTooOften() {
        try (FakePushService browser = new FakePushService()) {
            String guest = given().post("/api/v1/guests")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("token");
            add(guest, browser).statusCode(403).body("code", equalTo("consent-needed"));
            String version = given().get("/api/v1/consent")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("version");
            given().header("X-Parley-Guest", guest)
                    .contentType(ContentType.JSON)
                    .body(Map.of("version", version, "publish", true, "training", false, "ageOk", true))
                    .put("/api/v1/consent")
                    .then()
                    .statusCode(200);
            // Nobody allowed this machine.
            for (int i = 1; i < PublicRules.FOLLOWS; i++) {
                add(guest, browser).statusCode(422).body("code", equalTo("push-refused"));
            }
            add(guest, browser)
                    .statusCode(429)
                    .body("detail", containsString("Too many changes of what you want to be told"));
        }
    }

    private static ValidatableResponse add(String guest, FakePushService browser) {
        return given().header("X-Parley-Guest", guest)
                .contentType(ContentType.JSON)
                .body(browser.subscription())
                .post("/api/v1/push/browsers")
                .then();
    }
}
