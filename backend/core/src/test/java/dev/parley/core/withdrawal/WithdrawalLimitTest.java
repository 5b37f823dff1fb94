package dev.parley.core.withdrawal;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.support.PublicRules;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = PublicRules.class, restrictToAnnotatedClass = true)
class WithdrawalLimitTest {
    @Test
    void whoeverTakesBackTooOftenWaitsAndNobodyElseDoes() {
        String guest = token();
        for (int i = 0; i < PublicRules.WITHDRAWALS; i++) {
            withdraw(guest).statusCode(202);
        }
        withdraw(guest)
                .statusCode(429)
                .body("code", equalTo("rate-limited"))
                .body("detail", containsString("Too many withdrawals"));
        withdraw(token()).statusCode(202);
    }

    private static ValidatableResponse withdraw(String guest) {
        return given().header("X-Parley-Guest", guest)
                .contentType(ContentType.JSON)
                .body(Map.of("everything", true))
                .post("/api/v1/withdrawals")
                .then();
    }

    private static String token() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }
}
