package dev.parley.core.review;

import static dev.parley.core.review.ReviewRig.REVIEWS;
import static dev.parley.core.review.ReviewRig.verdict;
import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a place at the desk to the verdict, in real PostgreSQL. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ReviewDeskTest {
    @Inject
    ReviewRig rig;

    @Inject
    Reviews reviews;

    @BeforeEach
    void nothingWaits() {
        rig.emptyDesk();
    }

    @Test
    void whatTwoFindEachByThemselvesIsTheVerdict() {
        AssignmentData clip = rig.clip();
        Somebody one = rig.rater();
        Somebody other = rig.rater();
        rig.judges(one, "not-done");
        assertThat(verdict(clip)).as("one alone is not enough").isNull();
        rig.judges(other, "not-done");
        assertThat(verdict(clip)).isEqualTo("FAILURE");
        assertThat(rig.claim(rig.rater())).as("it has its raters").isEmpty();
        assertThat(rig.count("SELECT count(*) FROM review_clip WHERE state = 'SETTLED' AND episode_id = '" + clip.id()
                        + "'"))
                .isEqualTo(1);
    }

    @Test
    void lastPlacesAreTakenOnceHoweverManyAskAtOnce() {
        rig.clip();
        List<Somebody> many = Stream.generate(rig::rater).limit(8).toList();
        List<Optional<ReviewData>> taken = await(Uni.join()
                .all(many.stream()
                        .map(rater -> reviews.claim(ReviewRig.inside(rater)))
                        .toList())
                .andFailFast());
        assertThat(taken.stream().flatMap(Optional::stream)).hasSize(2);
    }

    @Test
    void whoAsksAgainHasTheSameClip() {
        rig.clip();
        rig.clip();
        Somebody rater = rig.rater();
        String first = rig.claim(rater).orElseThrow().getString("id");
        assertThat(rig.claim(rater).orElseThrow().getString("id")).isEqualTo(first);
        rater.asks().delete(REVIEWS + "/" + first).then().statusCode(204);
        assertThat(rig.claim(rater).orElseThrow().getString("id")).isNotEqualTo(first);
        rater.asks().delete(REVIEWS + "/" + first).then().statusCode(409);
    }

    @Test
    void clipThatIsTakenBackWhileSomebodyHasItKeepsThemFromNothing() {
        AssignmentData gone = rig.clip();
        Somebody rater = rig.rater();
        String had = rig.watched(rater);
        rig.run("UPDATE episode SET withdrawn_at = now() WHERE id = '" + gone.id() + "'");
        rig.says(rater, had, "done").statusCode(410).body("code", equalTo("withdrawn"));
        assertThat(rig.claim(rater)).isEmpty();
        AssignmentData next = rig.clip();
        assertThat(rig.episodeOf(rig.watched(rater))).isEqualTo(next.id().value());
    }

    @Test
    void placeIsFreeAgainWhenItsTimeIsOver() {
        rig.clip();
        Somebody slow = rig.rater();
        String late = rig.watched(slow);
        rig.judges(rig.rater(), "done");
        assertThat(rig.claim(rig.rater())).isEmpty();
        expire(late);
        String third = rig.watched(rig.rater());
        rig.says(slow, late, "done")
                .statusCode(409)
                .body("code", equalTo("review-lapsed"))
                .body("detail", containsString("somebody else has its place"));
        assertThat(rig.count("SELECT count(*) FROM review_label WHERE review_id = '" + late + "'"))
                .isZero();
        assertThat(third).isNotEqualTo(late);
    }

    @Test
    void lateLabelIsTakenAsLongAsNobodyHasThePlace() {
        AssignmentData clip = rig.clip();
        Somebody slow = rig.rater();
        String late = rig.watched(slow);
        rig.judges(rig.rater(), "done");
        expire(late);
        rig.says(slow, late, "done").statusCode(200).body("state", equalTo("LABELLED"));
        assertThat(verdict(clip)).isEqualTo("SUCCESS");
    }

    private void expire(String review) {
        rig.run("UPDATE review SET expires_at = clock_timestamp() - interval '1 second' WHERE id = '" + review + "'");
    }

    @Test
    void whereTheyDoNotAgreeSomebodyWhoIsNoneOfThemDecides() {
        AssignmentData clip = rig.clip();
        Somebody one = rig.rater();
        Somebody other = rig.rater();
        String first = rig.judges(one, "done");
        rig.judges(other, "not-done");
        assertThat(verdict(clip)).isNull();
        assertThat(rig.claim(one)).isEmpty();
        Somebody third = rig.rater();
        String decides = rig.watched(third);
        assertThat(rig.episodeOf(decides)).isEqualTo(clip.id().value());
        rig.label(third, decides, Map.of("result", "partly", "progress", 0.4))
                .statusCode(200)
                .body("others", hasSize(2));
        assertThat(verdict(clip)).isEqualTo("PARTIAL");
        one.asks().get(REVIEWS + "/" + first).then().body("others.find { it.decides }.label.result", equalTo("partly"));
    }

    @Test
    void whoeverLeadsDecidesAndTakesNoPlaceOfARater() {
        AssignmentData clip = rig.clip();
        Somebody lead = rig.lead();
        assertThat(rig.claim(lead)).isEmpty();
        rig.judges(rig.rater(), "done");
        rig.judges(rig.rater(), "not-done");
        rig.judges(lead, "not-done");
        assertThat(verdict(clip)).isEqualTo("FAILURE");
    }

    @Test
    void whoComesRoundAfterSeeingTheOthersHasNotAgreed() {
        AssignmentData clip = rig.clip();
        Somebody one = rig.rater();
        String first = rig.judges(one, "done");
        rig.judges(rig.rater(), "not-done");
        rig.says(one, first, "not-done").statusCode(200);
        assertThat(verdict(clip)).isNull();
        rig.judges(rig.rater(), "not-done");
        assertThat(verdict(clip)).isEqualTo("FAILURE");
    }

    @Test
    void changedMindIsANewLabelAndTakesTheVerdictBack() {
        AssignmentData clip = rig.clip();
        Somebody one = rig.rater();
        String first = rig.judges(one, "done");
        rig.judges(rig.rater(), "done");
        assertThat(verdict(clip)).isEqualTo("SUCCESS");
        rig.label(one, first, Map.of("result", "not-done", "note", "It slipped off again.", "firstFailureStep", 41))
                .statusCode(200)
                .body("labels", hasSize(2))
                .body("labels[0].label.result", equalTo("done"))
                .body("labels[1].label.firstFailureStep", equalTo(41));
        assertThat(verdict(clip)).as("they do not agree any more").isNull();
        assertThat(rig.count("SELECT count(*) FROM audit_entry WHERE subject_id = '" + first
                        + "' AND action IN ('review.labelled', 'review.changed') AND person_id = '" + one.id() + "'"))
                .isEqualTo(2);
        assertThat(rig.count("SELECT count(*) FROM audit_entry WHERE subject_id = '" + first
                        + "' AND details::text LIKE '%done%'"))
                .as("whoever reads the audit may have to decide")
                .isZero();
    }

    @Test
    void labelsAreOnlyEverAddedAndOnlyWordsCanBeTakenBack() {
        rig.clip();
        Somebody rater = rig.rater();
        String review = rig.watched(rater);
        rig.label(rater, review, Map.of("result", "done", "note", "quokka")).statusCode(200);
        for (String change : List.of(
                "UPDATE review_label SET result = 'NOT_DONE' WHERE review_id = '" + review + "'",
                "UPDATE review_label SET note = 'other' WHERE review_id = '" + review + "'",
                "UPDATE review_label SET note = NULL, version = 9 WHERE review_id = '" + review + "'",
                "DELETE FROM review_label WHERE review_id = '" + review + "'")) {
            assertThatThrownBy(() -> rig.run(change)).as(change).hasMessageContaining("only ever added");
        }
        rig.run("UPDATE review_label SET note = NULL WHERE review_id = '" + review + "'");
        rater.asks().get(REVIEWS + "/" + review).then().body("labels[0].label.note", nullValue());
    }

    @Test
    void clipIsWatchedBeforeItIsJudged() {
        rig.clip();
        Somebody rater = rig.rater();
        String review = rig.claim(rater).orElseThrow().getString("id");
        rig.says(rater, review, "done").statusCode(409).body("code", equalTo("review-too-early"));
        rig.watch(review);
        rig.says(rater, review, "done").statusCode(200);
    }

    @Test
    void wrongBodiesAreRefusedInWordsThatHelp() {
        rig.clip();
        Somebody rater = rig.rater();
        String review = rig.watched(rater);
        rig.says(rater, review, "maybe")
                .statusCode(400)
                .body("code", equalTo("review-malformed"))
                .body("detail", containsString("cannot-tell"));
        rig.label(rater, review, Map.of("result", "done", "tags", List.of("clumsy")))
                .statusCode(400)
                .body("detail", containsString("wrong-object"));
        rig.label(rater, review, Map.of("result", "done", "firstFailureStep", ReviewRig.STEPS))
                .statusCode(400);
        rig.label(rater, review, Map.of("result", "done", "interventions", List.of(Map.of("from", 3))))
                .statusCode(400);
        rig.label(rater, review, Map.of("result", "done", "policy", "x"))
                .statusCode(400)
                .body("code", equalTo("body-malformed"));
        rig.label(rater, review, Map.of("result", "done", "note", "write to ann@example.org"))
                .statusCode(422)
                .body("code", equalTo("comment-refused"));
        assertThat(rig.count("SELECT count(*) FROM review_label WHERE review_id = '" + review + "'"))
                .isZero();
    }
}
