package dev.parley.core.review;

import static dev.parley.core.review.ReviewRig.REVIEWS;
import static dev.parley.core.review.ReviewRig.verdict;
import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions with known answers: who is asked them, who can tell, and what becomes of whoever is wrong. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class GoldQuestionsTest {
    /** One claim in ten is such a question, so that this many without one are as good as impossible. */
    private static final int MOST_CLAIMS = 400;

    private static final String GOLD = REVIEWS + "/lead/gold/";

    @Inject
    ReviewRig rig;

    @Inject
    ReviewQueue queue;

    @Inject
    Pool sql;

    private Somebody lead;

    @BeforeEach
    void nothingWaits() {
        rig.emptyDesk();
        lead = rig.lead();
    }

    @Test
    void threeWrongAnswersInARowTakeTheWeightOfARatersLabelsAndNothingElse() {
        AssignmentData judged = rig.clip();
        Somebody wrong = rig.rater();
        rig.judges(rig.rater(), "done");
        String counted = rig.judges(wrong, "done");
        assertThat(verdict(judged)).isEqualTo("SUCCESS");
        List<AssignmentData> known = Stream.generate(rig::clip).limit(3).toList();
        known.forEach(each -> gold(each, "done").statusCode(204));
        for (int i = 0; i < 3; i++) {
            rig.says(wrong, asked(wrong), "not-done").statusCode(200);
        }
        known.forEach(this::retire);
        assertThat(verdict(judged)).as("half of it weighs nothing any more").isNull();
        assertThat(rig.count("SELECT count(*) FROM review_label WHERE review_id = '" + counted + "'"))
                .as("it stays")
                .isEqualTo(1);
        JsonPath raters = lead.asks().get(REVIEWS + "/lead/raters").jsonPath();
        String theirs = "find { it.personId == '" + wrong.id() + "' }";
        assertThat(raters.getString(theirs + ".standing")).isEqualTo("SHUT_OUT");
        assertThat(raters.getInt(theirs + ".goldWrong")).isEqualTo(3);
        assertThat(raters.getFloat(theirs + ".accuracy")).isLessThan(0.6f);

        rig.judges(rig.rater(), "done");
        assertThat(verdict(judged)).as("the place was free again").isEqualTo("SUCCESS");
        AssignmentData next = rig.clip();
        rig.judges(wrong, "done");
        rig.judges(rig.rater(), "not-done");
        assertThat(verdict(next))
                .as("whoever is shut out goes on and counts nothing")
                .isNull();
        rig.judges(rig.rater(), "not-done");
        assertThat(verdict(next)).isEqualTo("FAILURE");
    }

    @Test
    void questionLooksLikeAnyOtherClipBeforeAndAfterItIsAnswered() {
        AssignmentData known = rig.clip();
        gold(known, "done").statusCode(204);
        Somebody rater = rig.rater();
        String question = asked(rater);
        assertThat(rig.episodeOf(question)).isEqualTo(known.id().value());
        Set<String> before = keys(rater, question);
        rig.says(rater, question, "not-done").statusCode(200);
        Set<String> after = keys(rater, question);
        retire(known);

        rig.clip();
        Somebody other = rig.rater();
        String ordinary = rig.watched(other);
        assertThat(keys(other, ordinary)).isEqualTo(before);
        rig.says(other, ordinary, "done").statusCode(200);
        assertThat(keys(other, ordinary)).isEqualTo(after);
        assertThat(verdict(known)).as("a question is no verdict").isNull();
    }

    private static Set<String> keys(Somebody rater, String review) {
        return rater.asks().get(REVIEWS + "/" + review).jsonPath().getMap("").keySet().stream()
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    @Test
    void nobodyIsAskedTheSameTwiceNorWhatTheySetThemselves() {
        gold(rig.clip(), "done").statusCode(204);
        Somebody rater = rig.rater();
        rig.says(rater, asked(rater), "done").statusCode(200);
        for (int i = 0; i < MOST_CLAIMS / 4; i++) {
            assertThat(rig.claim(rater)).isEmpty();
        }
        for (int i = 0; i < MOST_CLAIMS / 4; i++) {
            assertThat(rig.claim(lead)).isEmpty();
        }
        Somebody other = rig.rater();
        other.asks().delete(REVIEWS + "/" + asked(other)).then().statusCode(204);
        for (int i = 0; i < MOST_CLAIMS / 4; i++) {
            assertThat(rig.claim(other))
                    .as("what comes back and back would be known by that")
                    .isEmpty();
        }
    }

    @Test
    void nothingIsSaidOfOthersThatAnOrdinaryClipWouldNotSay() {
        AssignmentData known = rig.clip();
        rig.judges(rig.rater(), "done");
        rig.judges(rig.rater(), "not-done");
        rig.judges(rig.rater(), "done");
        gold(known, "done").statusCode(204);
        Somebody rater = rig.rater();
        rig.says(rater, asked(rater), "done")
                .statusCode(200)
                .body("others", hasSize(1))
                .body("others[0].decides", equalTo(false));
    }

    @Test
    void wholeWeightOfARaterGoesWithTheAnswerThatShutsThemOutAndNotBefore() {
        Somebody wrong = rig.rater();
        List<AssignmentData> known = Stream.generate(rig::clip).limit(4).toList();
        known.forEach(each -> gold(each, "done").statusCode(204));
        for (int i = 0; i < 2; i++) {
            rig.says(wrong, asked(wrong), "not-done").statusCode(200);
        }
        AssignmentData before = rig.clip();
        known.forEach(this::retire);
        rig.judges(wrong, "done");
        rig.judges(rig.rater(), "done");
        assertThat(verdict(before)).isEqualTo("SUCCESS");
        known.forEach(each -> gold(each, "done").statusCode(204));
        rig.says(wrong, asked(wrong), "partly").statusCode(200);
        assertThat(verdict(before)).isNull();
    }

    @Test
    void whoCannotTellHasNotAnsweredAndElevenRightAnswersAreTrusted() {
        Somebody rater = rig.rater();
        gold(rig.clip(), "not-done").statusCode(204);
        rig.says(rater, asked(rater), "cannot-tell").statusCode(200);
        for (int i = 0; i < 11; i++) {
            assertThat(standing(rater)).isEqualTo("OPEN");
            gold(rig.clip(), i % 2 == 0 ? "done" : "not-done").statusCode(204);
            rig.says(rater, asked(rater), i % 2 == 0 ? "done" : "not-done").statusCode(200);
        }
        assertThat(standing(rater)).isEqualTo("TRUSTED");
        JsonPath list = lead.asks().get(REVIEWS + "/lead/gold").jsonPath();
        assertThat(list.getInt("findAll { !it.retired }.sum { it.answered }")).isEqualTo(11);
        assertThat(list.getInt("findAll { !it.retired }.sum { it.right }")).isEqualTo(11);
    }

    private String standing(Somebody rater) {
        return lead.asks()
                .get(REVIEWS + "/lead/raters")
                .jsonPath()
                .getString("find { it.personId == '" + rater.id() + "' }.standing");
    }

    @Test
    void aTenthOfClipsAreQuestions() {
        for (int i = 0; i < 3; i++) {
            rig.clip();
        }
        gold(rig.clip(), "done").statusCode(204);
        Rater rater = ReviewRig.inside(rig.rater());
        int questions = 0;
        for (int i = 0; i < MOST_CLAIMS; i++) {
            ReviewQueue.Next next = await(sql.withTransaction(transaction -> queue.next(transaction, rater, false)))
                    .orElseThrow();
            questions += next.kind() == ReviewData.Kind.GOLD ? 1 : 0;
        }
        // Five standard errors of 400 draws at 0.1.
        assertThat(questions / (double) MOST_CLAIMS).isCloseTo(0.1, within(0.075));
    }

    @Test
    void answersAreSetOnceAndWhatTheyAreIsChecked() {
        AssignmentData clip = rig.clip();
        gold(clip, "partly").statusCode(400).body("code", equalTo("review-malformed"));
        gold(clip, "done").statusCode(204);
        gold(clip, "done").statusCode(204);
        retire(clip);
        gold(clip, "not-done").statusCode(409).body("code", equalTo("state-conflict"));
        gold(clip, "done").statusCode(204);
        put("3f2b8c1e-5a0d-4d6b-9a57-0c9f6f1f2a34", Map.of("result", "done", "reason", "seen"))
                .statusCode(404);
        put(clip.id().toString(), Map.of("result", "done")).statusCode(400);
        assertThat(rig.count("SELECT count(*) FROM audit_entry WHERE action = 'review.gold-set' AND subject_id = '"
                        + clip.id() + "'"))
                .isEqualTo(2);
    }

    /** Nobody rates it, or it might come as an ordinary clip. */
    private ValidatableResponse gold(AssignmentData clip, String result) {
        rig.takenOffTheDesk(clip);
        return put(clip.id().toString(), Map.of("result", result, "reason", "looked at it frame by frame"));
    }

    private ValidatableResponse put(String episode, Map<String, String> body) {
        return lead.asks()
                .contentType(ContentType.JSON)
                .body(body)
                .put(GOLD + episode)
                .then();
    }

    private void retire(AssignmentData clip) {
        lead.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "enough"))
                .post(GOLD + clip.id() + "/retirement")
                .then()
                .statusCode(204);
    }

    /** Claims until a question comes, which nobody else can tell. */
    private String asked(Somebody rater) {
        for (int i = 0; i < MOST_CLAIMS; i++) {
            Optional<JsonPath> claimed = rig.claim(rater);
            if (claimed.isPresent()) {
                String review = claimed.get().getString("id");
                if (rig.count("SELECT count(*) FROM review WHERE kind = 'GOLD' AND id = '" + review + "'") == 1) {
                    rig.watch(review);
                    return review;
                }
                rater.asks().delete(REVIEWS + "/" + review).then().statusCode(204);
            }
        }
        throw new AssertionError("no question in %d claims".formatted(MOST_CLAIMS));
    }
}
