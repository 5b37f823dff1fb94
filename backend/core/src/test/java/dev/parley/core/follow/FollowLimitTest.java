package dev.parley.core.follow;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.account.Author;
import dev.parley.core.consent.Agreement;
import dev.parley.core.consent.Consents;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.support.PublicRules;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = PublicRules.class, restrictToAnnotatedClass = true)
class FollowLimitTest {
    @Inject
    Lab lab;

    @Inject
    Consents consents;

    @Test
    void puttingAwayAndThinkingOtherwiseAreChangesTooAndNobodyElsesAreCounted() {
        lab.station(StationKind.SIMULATOR);
        Author asker = Lab.someone();
        String version =
                given().get("/api/v1/consent").then().statusCode(200).extract().path("version");
        await(consents.agree(asker, new Agreement(version, true, false, true)));
        PromptData asked = lab.ask(asker, "put the red cube in the blue bowl");
        List<Function<RequestSpecification, Response>> changes = List.of(
                guest -> guest.delete("/api/v1/prompts/" + asked.id() + "/followers"),
                guest -> guest.delete("/api/v1/news/lines?sceneId=" + Lab.SCENE + "&policyId=" + Lab.POLICY),
                guest -> guest.body(Map.of("promptId", asked.id().toString(), "kind", "ended"))
                        .post("/api/v1/news/seen"));
        String guest = token();
        for (int i = 0; i < PublicRules.FOLLOWS; i++) {
            int status = changes.get(i % changes.size()).apply(as(guest)).statusCode();
            assertThat(status).isIn(200, 204);
        }
        String other = token();
        for (Function<RequestSpecification, Response> change : changes) {
            change.apply(as(guest))
                    .then()
                    .statusCode(429)
                    .body("code", equalTo("rate-limited"))
                    .body("detail", containsString("Too many changes of what you want to be told"));
            assertThat(change.apply(as(other)).statusCode()).isIn(200, 204);
        }
    }

    private static RequestSpecification as(String guest) {
        return given().header("X-Parley-Guest", guest).contentType(ContentType.JSON);
    }

    private static String token() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }
}
