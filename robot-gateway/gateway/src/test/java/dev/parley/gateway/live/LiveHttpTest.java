package dev.parley.gateway.live;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.EpisodeId;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void bodyOfAnotherKindIsToldWhichKindIsTaken() {
        given().contentType("text/plain")
                .body("v=0")
                .post(whip)
                .then()
                .statusCode(415)
                .header("Accept-Post", "application/sdp");
        given().contentType("application/sdp")
                .body("a=candidate:1 1 udp 1 127.0.0.1 9 typ host".getBytes(US_ASCII))
                .patch(whip + "/session")
                .then()
                .statusCode(415)
                .header("Accept-Patch", "application/trickle-ice-sdpfrag");
    }

    @Test
    void optionsNameTheKindAndWhatMayBeDone() {
        for (String endpoint : List.of(whip, whep)) {
            given().options(endpoint)
                    .then()
                    .statusCode(204)
                    .header("Accept-Post", "application/sdp")
                    .header("Allow", "OPTIONS, POST")
                    .header("Link", nullValue());
            given().options(endpoint + "/session")
                    .then()
                    .statusCode(204)
                    .header("Accept-Patch", "application/trickle-ice-sdpfrag")
                    .header("Allow", "OPTIONS, PATCH, DELETE");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "PATCH", "DELETE"})
    void endpointTakesOffersAlone(String method) {
        given().request(method, whip).then().statusCode(405).header("Allow", containsString("POST"));
        given().request(method, whep).then().statusCode(405).header("Allow", containsString("POST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "POST"})
    void sessionTakesCandidatesAndItsEndAlone(String method) {
        given().request(method, whip + "/session").then().statusCode(405).header("Allow", containsString("PATCH"));
        given().request(method, whep + "/session").then().statusCode(405).header("Allow", containsString("DELETE"));
    }

    @Test
    void sessionThatHasEndedIsUnknown() {
        given().delete(whip + "/session").then().statusCode(404);
        given().delete(whep + "/session").then().statusCode(404);
        given().contentType("application/trickle-ice-sdpfrag")
                .header("If-Match", "\"tag\"")
                .body("a=end-of-candidates\r\n".getBytes(US_ASCII))
                .patch(whip + "/session")
                .then()
                .statusCode(404);
    }

    @Test
    void pageOfAnotherSiteMayPublishWithAToken() {
        given().header("Origin", "https://lab.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options(whip)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "OPTIONS, POST, PATCH, DELETE")
                .header("Access-Control-Allow-Headers", containsString("Authorization"))
                .header("Access-Control-Allow-Credentials", nullValue());
        given().header("Origin", "https://lab.example")
                .contentType("application/sdp")
                .body(OFFER.getBytes(US_ASCII))
                .post(whip)
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Expose-Headers", containsString("Location, ETag, Link"));
        given().options(whip).then().header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void watchingFromAPageOfAnotherSiteStaysClosed() {
        given().header("Origin", "https://lab.example")
                .contentType("application/sdp")
                .body(OFFER.getBytes(US_ASCII))
                .post(whep)
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void optionsWithATokenThatIsNoneAreRefused() {
        given().header("Authorization", "Bearer " + tokens.mintPublisher(EpisodeId.random(), "main"))
                .options(whip)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer");
    }
}
