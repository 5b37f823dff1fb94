package dev.parley.core.review;

import static dev.parley.core.review.ReviewRig.REVIEWS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.core.account.Author;
import dev.parley.core.account.Guests;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken back, by whoever asked or by whoever judged, is nowhere in a review afterwards; what was found stays. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ReviewWithdrawalTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject
    ReviewRig rig;

    @Inject
    Guests guests;

    @BeforeEach
    void nothingWaits() {
        rig.emptyDesk();
    }

    @Test
    void filmAndNotesGoWithTheAskAndTheLabelStays() {
        Guests.Minted asker = guests.mint();
        AssignmentData clip = rig.clip(new Author(asker.id(), "here"));
        Somebody rater = rig.rater();
        String review = noted(rater);
        takenBack(
                given().header("X-Parley-Guest", asker.cookieValue()),
                Map.of("promptId", clip.turn().promptId().toString()));
        for (String part : List.of("", "/signals", "/video.mp4", "/goal.png")) {
            rater.asks()
                    .get(REVIEWS + "/" + review + part)
                    .then()
                    .statusCode(410)
                    .body("code", equalTo("withdrawn"));
        }
        rig.says(rater, review, "not-done").statusCode(410);
        noteGoesAndLabelStays(review);
        assertThat(rig.claim(rater)).isEmpty();
    }

    @Test
    void notesOfWhoeverLeavesGoAndTheirLabelsStay() {
        rig.clip();
        Somebody rater = rig.rater();
        String review = noted(rater);
        takenBack(rater.asks(), Map.of("everything", true));
        noteGoesAndLabelStays(review);
    }

    private String noted(Somebody rater) {
        String review = rig.watched(rater);
        rig.label(rater, review, Map.of("result", "done", "note", "a quokka sat in the bowl"))
                .statusCode(200);
        return review;
    }

    private static void takenBack(RequestSpecification as, Map<String, ?> what) {
        as.contentType(ContentType.JSON)
                .body(what)
                .post("/api/v1/withdrawals")
                .then()
                .statusCode(202);
    }

    private void noteGoesAndLabelStays(String review) {
        Awaitility.await()
                .atMost(LONG)
                .until(() -> rig.count("SELECT count(note) FROM review_label WHERE review_id = '" + review + "'") == 0);
        assertThat(rig.count(
                        "SELECT count(*) FROM review_label WHERE result = 'DONE' AND review_id = '" + review + "'"))
                .isEqualTo(1);
    }
}
