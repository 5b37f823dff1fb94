package dev.parley.core.review;

import static dev.parley.core.review.ReviewRig.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.ComparisonRig;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Looks into everything that a rater can be answered, bodies, headers and refusals alike, for what would tell them whose clip it
 * is, what anybody found, or why they have it.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class NothingLeaksTest {
    @Inject
    ReviewRig rig;

    @BeforeEach
    void nothingWaits() {
        rig.emptyDesk();
    }

    @Test
    void nothingThatARaterIsAnsweredTellsWhoseItIsOrWhatWasFound() {
        AssignmentData clip = rig.clip();
        Somebody before = rig.rater();
        String theirs = rig.watched(before);
        rig.label(
                        before,
                        theirs,
                        Map.of("result", "not-done", "note", "said-by-another", "tags", List.of("dropped-it")))
                .statusCode(200);
        Somebody rater = rig.rater();
        List<Response> answers = new ArrayList<>();
        answers.add(rater.asks().post(REVIEWS));
        String id = answers.getFirst().jsonPath().getString("id");
        String own = REVIEWS + "/" + id;
        for (String address : List.of(
                REVIEWS,
                own,
                own + "/signals",
                own + "/video.mp4",
                own + "/goal.png",
                REVIEWS + "/" + theirs,
                REVIEWS + "/" + theirs + "/signals",
                REVIEWS + "/" + theirs + "/video.mp4",
                REVIEWS + "/" + theirs + "/goal.png",
                REVIEWS + "/" + clip.id(),
                REVIEWS + "/agreement",
                REVIEWS + "/lead",
                REVIEWS + "/lead/gold",
                REVIEWS + "/lead/raters")) {
            answers.add(rater.asks().get(address));
        }
        answers.add(rater.asks().header("Range", "bytes=0-9").get(own + "/video.mp4"));
        answers.add(rater.asks().header("Range", "bytes=99999999-").get(own + "/video.mp4"));
        answers.add(rater.asks().delete(REVIEWS + "/" + theirs));
        answers.add(rater.asks()
                .contentType("application/json")
                .body("{\"result\": \"done\"}")
                .post(own + "/labels"));
        answers.add(rater.asks().contentType("application/json").body("{}").post(own + "/labels"));
        answers.add(rater.asks()
                .contentType("application/json")
                .body("{\"result\": \"done\"}")
                .post(REVIEWS + "/" + theirs + "/labels"));
        for (Response answer : answers) {
            String said = answer.getHeaders() + "\n" + answer.asString();
            secrets(clip).forEach((what, secret) -> assertThat(said).as(what).doesNotContain(secret));
        }
    }

    /** What must not be said, by what it is. */
    private Map<String, String> secrets(AssignmentData clip) {
        Row row = rig.row(
                "SELECT prompt_id, turn_id, station_id, station_name, seed, author, policy_name, policy_digest FROM episode WHERE id = '"
                        + clip.id() + "'");
        return Map.ofEntries(
                Map.entry("prompt", row.getUUID(0).toString()),
                Map.entry("turn", row.getUUID(1).toString()),
                Map.entry("station", row.getUUID(2).toString()),
                Map.entry("station's name", row.getString(3)),
                Map.entry("seed", Long.toUnsignedString(row.getLong(4))),
                Map.entry("asker", row.getUUID(5).toString()),
                Map.entry("policy", row.getString(6)),
                Map.entry("policy's digest", row.getString(7)),
                Map.entry("film's digest", ComparisonRig.sha256(ReviewRig.film(clip))),
                Map.entry("scene's verdict", "SUCCESS"),
                Map.entry("conditions", "\"light\""),
                Map.entry("what the policy wrote", ReviewRig.THOUGHT),
                Map.entry("the judge's progress", "0.987654"),
                Map.entry("another's note", "said-by-another"),
                Map.entry("another's tag", "dropped-it"),
                Map.entry("why they have it", "RATING"),
                Map.entry("how it was chosen", "SAMPLE"));
    }

    @Test
    void episodesIdIsInNoAnswerAndItsAddressIsNone() {
        AssignmentData clip = rig.clip();
        Somebody rater = rig.rater();
        String own = REVIEWS + "/" + rig.watched(rater);
        for (String address : List.of(REVIEWS, own, own + "/signals", own + "/video.mp4", own + "/goal.png")) {
            Response answer = rater.asks().get(address);
            assertThat(answer.getHeaders() + answer.asString())
                    .as(address)
                    .doesNotContain(clip.id().toString());
        }
        rater.asks().get(REVIEWS + "/" + clip.id()).then().statusCode(404).body("code", equalTo("review-unknown"));
    }

    @Test
    void filmHasNoTagThatWouldNameItAndIsKeptForThisRaterAlone() {
        AssignmentData clip = rig.clip();
        Somebody rater = rig.rater();
        String film = REVIEWS + "/" + rig.watched(rater) + "/video.mp4";
        Response whole = rater.asks().get(film);
        assertThat(whole.asByteArray()).isEqualTo(ReviewRig.film(clip));
        whole.then()
                .statusCode(200)
                .header("ETag", nullValue())
                .header("Last-Modified", nullValue())
                .header("Vary", containsString("Cookie"))
                .header("Cache-Control", containsString("private"));
        rater.asks()
                .header("Range", "bytes=0-9")
                .get(film)
                .then()
                .statusCode(206)
                .header("Content-Length", "10");
    }

    @Test
    void othersLabelsComeWithOnesOwnAndWithoutTheirNames() {
        rig.clip();
        Somebody one = rig.rater();
        rig.judges(one, "not-done");
        Somebody other = rig.rater();
        String review = rig.watched(other);
        other.asks().get(REVIEWS + "/" + review).then().body("others", nullValue());
        String told = rig.says(other, review, "done")
                .statusCode(200)
                .body("others", hasSize(1))
                .body("others[0].label.result", equalTo("not-done"))
                .extract()
                .asString();
        assertThat(told).doesNotContain(one.login(), one.id(), one.person().name());
    }

    @Test
    void somebodyElsesClipAnswersAsOneThatNeverWas() {
        rig.clip();
        Somebody owner = rig.rater();
        String theirs = rig.watched(owner);
        Somebody other = rig.rater();
        for (String part : List.of("", "/signals", "/video.mp4", "/goal.png")) {
            String known = refusal(other.asks().get(REVIEWS + "/" + theirs + part), theirs);
            UUID never = UUID.randomUUID();
            String unknown = refusal(other.asks().get(REVIEWS + "/" + never + part), never.toString());
            assertThat(known).as(part).isEqualTo(unknown);
        }
        rig.says(other, theirs, "done").statusCode(404);
        other.asks().delete(REVIEWS + "/" + theirs).then().statusCode(404);
    }

    private static String refusal(Response answer, String id) {
        answer.then().statusCode(404).body("code", equalTo("review-unknown"));
        return answer.jsonPath().getString("detail").replace(id, "ID");
    }

    @Test
    void numbersAreThereWithoutWhatTheJudgeAndThePolicySaid() {
        rig.clip();
        Somebody rater = rig.rater();
        rater.asks()
                .get(REVIEWS + "/" + rig.watched(rater) + "/signals")
                .then()
                .statusCode(200)
                .body("steps", equalTo(ReviewRig.STEPS))
                .body("signals[0].measured", hasSize(ReviewRig.STEPS))
                .body("thinkingMs[3]", equalTo(3.0f))
                .body("stepMs", notNullValue())
                .body("notes", nullValue())
                .body("progress", nullValue());
    }
}
