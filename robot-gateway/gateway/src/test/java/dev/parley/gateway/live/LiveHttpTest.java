package dev.parley.gateway.live;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.parley.contracts.EpisodeId;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The live resources as the application serves them: methods, types, headers and problems. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class LiveHttpTest {

    private static final String OFFER =
            "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n";

    private final EpisodeId episode = EpisodeId.random();
    private final String whip = "/station/v1/whip/" + episode + "/main";
    private final String whep = "/api/v1/episodes/" + episode + "/live/main";

    @Inject
    LiveTokens tokens;

    @Test
    void publishingWithoutATokenSaysWhichKindIsWanted() {
        given().contentType("application/sdp")
                .body(OFFER.getBytes(US_ASCII))
                .post(whip)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body(containsString("token-refused"));
    }

    @Test
    void watchingWhatIsNotLiveSaysWhenToComeBack() {
        given().contentType("application/sdp")
                .body(OFFER.getBytes(US_ASCII))
                .post(whep)
                .then()
                .statusCode(409)
                .header("Retry-After", "2")
                .contentType("application/problem+json")
                .body(containsString("not-live"));
    }

    @Test
    void whoWouldRatherWaitIsToldWithoutAnErrorThatThereIsNothingYet() {
        given().contentType("application/sdp")
                .header("Prefer", "wait=1")
                .body(OFFER.getBytes(US_ASCII))
                .post(whep)
                .then()
                .statusCode(204)
                .header("Retry-After", "1")
                .time(greaterThanOrEqualTo(1000L));
    }

    @Test
    void absentMediaServerIsAProblemThatPasses() {
        given().contentType("application/sdp")
                .header("Authorization", "Bearer " + tokens.mintPublisher(episode, "main"))
                .body(OFFER.getBytes(US_ASCII))
                .post(whip)
                .then()
                .statusCode(503)
                .header("Retry-After", "10")
                .body(containsString("service-away"));
    }

    @Test
    void keyThatIsNoOperatorsIsToldSoInsteadOfGettingAPlaceLikeEverybody() {
        given().contentType("application/sdp")
                .header("X-Parley-Operator", "Bearer not-a-key-of-anybody-here-at-all")
                .body(OFFER.getBytes(US_ASCII))
                .post(whep)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body(containsString("token-refused"));
    }

    @Test
    void bodyThatIsNoSdpIsAnUnsupportedType() {
        given().contentType("application/json").body("{}").post(whep).then().statusCode(415);
    }

    @Test
    void otherMethodsAreNotAllowedAndOptionsNamesTheType() {
        given().get(whip).then().statusCode(405);
        given().get(whep).then().statusCode(405);
        given().options(whep).then().statusCode(204).header("Accept-Post", "application/sdp");
        given().options(whip).then().statusCode(204).header("Accept-Post", "application/sdp");
    }
}
