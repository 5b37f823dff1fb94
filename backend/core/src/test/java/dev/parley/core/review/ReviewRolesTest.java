package dev.parley.core.review;

import static dev.parley.core.review.ReviewRig.REVIEWS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.person.Role;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each address tried by every role and by nobody. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ReviewRolesTest {
    private static final String NONE = "3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34";
    private static final String HOUSE = "house";

    @Inject
    Accounts accounts;

    @Inject
    ReviewRig rig;

    @Test
    void everyAddressIsOpenToItsRolesAndToNobodyElse() {
        rig.emptyDesk();
        Map<String, Function<RequestSpecification, Response>> ofRaters = Map.ofEntries(
                Map.entry("claim", as -> as.post(REVIEWS)),
                Map.entry("own", as -> as.get(REVIEWS)),
                Map.entry("find", as -> as.get(REVIEWS + "/" + NONE)),
                Map.entry("signals", as -> as.get(REVIEWS + "/" + NONE + "/signals")),
                Map.entry("video", as -> as.get(REVIEWS + "/" + NONE + "/video.mp4")),
                Map.entry("goal", as -> as.get(REVIEWS + "/" + NONE + "/goal.png")),
                Map.entry("give back", as -> as.delete(REVIEWS + "/" + NONE)),
                Map.entry("label", as -> json(as, Map.of("result", "done")).post(REVIEWS + "/" + NONE + "/labels")),
                Map.entry("agreement", as -> as.get(REVIEWS + "/agreement")));
        Map<String, Function<RequestSpecification, Response>> ofLeads = Map.of(
                "overview", as -> as.get(REVIEWS + "/lead"),
                "raters", as -> as.get(REVIEWS + "/lead/raters"),
                "gold", as -> as.get(REVIEWS + "/lead/gold"),
                "set gold",
                        as -> json(as, Map.of("result", "done", "reason", "seen"))
                                .put(REVIEWS + "/lead/gold/" + NONE),
                "retire gold",
                        as -> json(as, Map.of("reason", "enough"))
                                .post(REVIEWS + "/lead/gold/" + NONE + "/retirement"));
        ofRaters.forEach((name, call) -> openTo(name, call, Set.of("researcher", "platform admin")));
        ofLeads.forEach((name, call) -> openTo(name, call, Set.of("platform admin")));
    }

    private void openTo(String name, Function<RequestSpecification, Response> call, Set<String> roles) {
        call.apply(given()).then().statusCode(401).body("code", equalTo("sign-in-needed"));
        Map<String, Somebody> callers = Map.of(
                "user", accounts.user(),
                "researcher", accounts.with(Role.RESEARCHER),
                "operator", accounts.with(Role.OPERATOR, HOUSE),
                "lab admin", accounts.with(Role.LAB_ADMIN, HOUSE),
                "platform admin", accounts.with(Role.PLATFORM_ADMIN));
        callers.forEach((role, caller) -> {
            Response answer = call.apply(caller.asks());
            if (roles.contains(role)) {
                assertThat(answer.statusCode()).as("%s by %s", name, role).isIn(200, 204, 404);
            } else {
                answer.then()
                        .statusCode(403)
                        .body("code", equalTo("not-allowed"))
                        .body(
                                "detail",
                                containsString(roles.contains("researcher") ? "researchers" : "platform admins"));
            }
        });
    }

    private static RequestSpecification json(RequestSpecification as, Map<String, ?> body) {
        return as.contentType(ContentType.JSON).body(body);
    }

    @Test
    void oneTimePasswordOpensNothingHere() {
        String cookie = Accounts.firstSignIn(accounts.created());
        given().cookie("parley-person", cookie)
                .post(REVIEWS)
                .then()
                .statusCode(403)
                .body("code", equalTo("password-change-needed"));
    }
}
