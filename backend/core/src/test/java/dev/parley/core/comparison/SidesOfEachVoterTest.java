package dev.parley.core.comparison;

import static dev.parley.core.support.ComparisonRig.COMPARISONS;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.station.StationKind;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is on the left for one voter is on the right for another: replays, vote, reveal and tally of each agree. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class SidesOfEachVoterTest {
    private static final String GUEST = "X-Parley-Guest";
    private static final byte[] OF_FIRST = {1, 1, 1, 1};
    private static final byte[] OF_SECOND = {2, 2, 2, 2, 2};

    @Inject
    Lab lab;

    @Inject
    ComparisonRig rig;

    @Inject
    Comparisons comparisons;

    @Inject
    Pool sql;

    private ComparisonData comparison;
    private String at;

    @BeforeEach
    void oneThatBothRan() {
        comparison = rig.compare(Lab.someone());
        at = COMPARISONS + comparison.id();
        rig.runBoth(comparison, lab.station(StationKind.SIMULATOR), OF_FIRST, OF_SECOND);
    }

    /** A guest who sees the first on the left, and one who sees it on the right. */
    private record Voters(String firstLeft, String firstRight) {}

    @Test
    void eachVoterJudgesWhatTheySawAndEverybodyIsToldOnTheirOwnSides() {
        Voters voters = bothKinds();
        seesOnTheLeft(voters.firstLeft(), OF_FIRST, OF_SECOND);
        seesOnTheLeft(voters.firstRight(), OF_SECOND, OF_FIRST);
        JsonPath one = votesLeft(voters.firstLeft(), "LEFT");
        JsonPath other = votesLeft(voters.firstRight(), "RIGHT");
        // Both said left, and each meant another one.
        assertThat(one.getString("left.digest"))
                .isEqualTo(other.getString("right.digest"))
                .isNotEqualTo(other.getString("left.digest"));
        await(sql.preparedQuery("SELECT v.left_is_first, v.choice, v.won_digest, v.lost_digest, c.first_digest,"
                                + " c.second_digest FROM comparison_vote v JOIN comparison c ON c.id = v.comparison_id"
                                + " WHERE c.id = $1")
                        .execute(Tuple.of(comparison.id().value())))
                .forEach(SidesOfEachVoterTest::wonWhatTheySaw);
        told(voters.firstLeft(), "LEFT", 1, 1);
        told(voters.firstRight(), "RIGHT", 1, 1);
        vote(bothKinds().firstLeft(), Map.of("choice", "left")).statusCode(200);
        // Two for the first by now: on the left of the one, on the right of the other.
        told(voters.firstLeft(), "LEFT", 2, 1);
        told(voters.firstRight(), "RIGHT", 1, 2);
    }

    private void seesOnTheLeft(String voter, byte[] left, byte[] right) {
        assertThat(given().header(GUEST, voter).get(at + "/left.mp4").asByteArray())
                .isEqualTo(left);
        assertThat(given().header(GUEST, voter).get(at + "/right.mp4").asByteArray())
                .isEqualTo(right);
    }

    private JsonPath votesLeft(String voter, String first) {
        String sides = look(voter).path("sides");
        return vote(voter, Map.of("choice", "left", "sides", sides))
                .statusCode(200)
                .body("own.choice", equalTo("LEFT"))
                .body("ranFirst", equalTo(first))
                .extract()
                .jsonPath();
    }

    private void told(String voter, String first, int left, int right) {
        look(voter)
                .then()
                .body("reveal.ranFirst", equalTo(first))
                .body("reveal.own.choice", equalTo("LEFT"))
                .body("reveal.votes.find { it.cohort == 'GUEST' }.left", equalTo(left))
                .body("reveal.votes.find { it.cohort == 'GUEST' }.right", equalTo(right));
    }

    private static void wonWhatTheySaw(Row row) {
        boolean first = row.getBoolean(0) == row.getString(1).equals("LEFT");
        assertThat(row.getString(2)).isEqualTo(row.getString(first ? 4 : 5));
        assertThat(row.getString(3)).isEqualTo(row.getString(first ? 5 : 4));
    }

    @Test
    void voteForTheSidesOfAnotherIsRefusedAndNothingIsStored() {
        Voters voters = bothKinds();
        String sides = look(voters.firstLeft()).path("sides");
        vote(voters.firstRight(), Map.of("choice", "left", "sides", sides))
                .statusCode(409)
                .body("code", equalTo("state-conflict"))
                .body("detail", containsString("load it again"));
        assertThat(votes()).isZero();
        vote(voters.firstLeft(), Map.of("choice", "left", "sides", sides)).statusCode(200);
        assertThat(votes()).isEqualTo(1);
    }

    private long votes() {
        return await(sql.preparedQuery("SELECT count(*) FROM comparison_vote WHERE comparison_id = $1")
                        .execute(Tuple.of(comparison.id().value())))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void whoComesNewGetsACookieAndTheirSidesByItAndWithoutOneNoReplay() {
        Response fresh = given().get(at);
        String cookie = fresh.getCookie("parley_guest");
        assertThat(cookie).as("the cookies %s", fresh.getCookies()).isNotNull();
        String sides = fresh.path("sides");
        assertThat(sides).matches("[0-9a-f]{16}");
        Response again = given().cookie("parley_guest", cookie).get(at);
        assertThat(again.<String>path("sides")).isEqualTo(sides);
        assertThat(again.getCookies()).isEmpty();
        given().cookie("parley_guest", cookie)
                .get(at + "/left.mp4")
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, max-age=1800")
                .header("Vary", containsString("Cookie"));
        given().get(at + "/left.mp4")
                .then()
                .statusCode(401)
                .body("code", equalTo("token-refused"))
                .body("detail", containsString("shuffled"));

        await(sql.preparedQuery("UPDATE comparison SET closes_at = now() - interval '1 second' WHERE id = $1")
                .execute(Tuple.of(comparison.id().value())));
        await(comparisons.keep());
        Response closed = given().get(at);
        assertThat(closed.getCookies()).isEmpty();
        assertThat(closed.<String>path("sides")).isEqualTo("as-drawn");
        boolean drawnLeft = closed.<String>path("reveal.draw").contains("\nleft first\n");
        assertThat(closed.<String>path("reveal.ranFirst")).isEqualTo(drawnLeft ? "LEFT" : "RIGHT");
        assertThat(given().get(at + "/left.mp4").asByteArray()).isEqualTo(drawnLeft ? OF_FIRST : OF_SECOND);
    }

    /** Found by looking, as anybody would. */
    private Voters bothKinds() {
        Optional<String> firstLeft = Optional.empty();
        Optional<String> firstRight = Optional.empty();
        // All the same way for 60 fair coins: once in 10^17.
        for (int i = 0; i < 60 && (firstLeft.isEmpty() || firstRight.isEmpty()); i++) {
            String voter = guest();
            byte[] left = given().header(GUEST, voter).get(at + "/left.mp4").asByteArray();
            if (left[0] == OF_FIRST[0]) {
                firstLeft = Optional.of(voter);
            } else {
                firstRight = Optional.of(voter);
            }
        }
        return new Voters(firstLeft.orElseThrow(), firstRight.orElseThrow());
    }

    private static String guest() {
        return given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
    }

    private Response look(String voter) {
        return given().header(GUEST, voter).get(at);
    }

    private ValidatableResponse vote(String voter, Map<String, ?> body) {
        return given().header(GUEST, voter)
                .contentType(ContentType.JSON)
                .body(body)
                .post(at + "/votes")
                .then();
    }
}
