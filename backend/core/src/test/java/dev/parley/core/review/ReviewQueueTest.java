package dev.parley.core.review;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.AuthorId;
import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.person.Role;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.vote.Vote;
import dev.parley.core.vote.Votes;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes first, and what somebody is never given. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ReviewQueueTest {
    @Inject
    ReviewRig rig;

    @Inject
    ReviewConfig config;

    @Inject
    Accounts accounts;

    @Inject
    Votes votes;

    @Inject
    Pool sql;

    /** Every draw comes out the same. */
    private static final class Drawn extends SecureRandom {
        private final double number;

        Drawn(double number) {
            this.number = number;
        }

        @Override
        public double nextDouble() {
            return number;
        }
    }

    @BeforeEach
    void nothingWaits() {
        rig.emptyDesk();
    }

    @Test
    void whatJudgesDisagreeOnComesBeforeWhatTheDetectorIsUnsureOfAndThatBeforeTheRest() {
        AssignmentData plain = rig.clip();
        AssignmentData unsure = rig.clip();
        guess(unsure, 0.5);
        AssignmentData disputed = rig.clip();
        outcome(disputed, "crowd", "FAILURE");
        Somebody rater = rig.rater();
        ReviewQueue.Next first = urgent(rater).orElseThrow();
        assertThat(first.episode()).isEqualTo(disputed.id());
        assertThat(first.chosen()).isEqualTo("JUDGES_DISAGREE");
        settle(disputed);
        ReviewQueue.Next second = urgent(rater).orElseThrow();
        assertThat(second.episode()).isEqualTo(unsure.id());
        assertThat(second.chosen()).isEqualTo("DETECTOR_UNSURE");
        settle(unsure);
        ReviewQueue.Next third = urgent(rater).orElseThrow();
        assertThat(third.episode()).isEqualTo(plain.id());
        assertThat(third.chosen()).isEqualTo("REST");
        settle(plain);
        assertThat(urgent(rater)).isEmpty();
    }

    @Test
    void detectorThatSaysTheOppositeIsADisagreement() {
        rig.clip();
        AssignmentData doubted = rig.clip();
        guess(doubted, 0.05);
        assertThat(urgent(rig.rater()).orElseThrow().chosen()).isEqualTo("JUDGES_DISAGREE");
        guess(doubted, 0.95);
        assertThat(urgent(rig.rater()).orElseThrow().chosen()).isEqualTo("REST");
    }

    @Test
    void fixedPartIsDrawnFromAllAlikeAndSaysSo() {
        rig.clip();
        outcome(rig.clip(), "crowd", "FAILURE");
        ReviewQueue.Next drawn = sampled(rig.rater()).orElseThrow();
        Row clip =
                rig.row("SELECT chosen, sampled_among FROM review_clip WHERE episode_id = '" + drawn.episode() + "'");
        assertThat(clip.getString(0)).isEqualTo("SAMPLE");
        assertThat(clip.getInteger(1)).isEqualTo(2);
        assertThat(sampled(rig.rater()).orElseThrow().episode())
                .as("what is drawn gets its raters before more is drawn")
                .isEqualTo(drawn.episode());
    }

    /** What judges disagree on is looked at first. A sample of what that leaves over would be one of easy clips. */
    @Test
    void sampleIsDrawnAlsoFromWhatWasChosenOrJudgedAlready() {
        AssignmentData judged = rig.clip();
        settle(judged);
        AssignmentData urgent = rig.clip();
        outcome(urgent, "crowd", "FAILURE");
        rig.run("INSERT INTO review_clip (episode_id, state, chosen) VALUES ('" + urgent.id()
                + "', 'OPEN', 'JUDGES_DISAGREE')");
        assertThat(sampled(rig.rater()).orElseThrow().episode()).isEqualTo(urgent.id());
        Row clip = rig.row("SELECT chosen, sampled_among FROM review_clip WHERE episode_id = '" + urgent.id() + "'");
        assertThat(clip.getString(0)).as("why it entered").isEqualTo("JUDGES_DISAGREE");
        assertThat(clip.getInteger(1)).isIn(1, 2);
        settle(urgent);
        assertThat(sampled(rig.rater())).isEmpty();
        assertThat(rig.count(
                        "SELECT count(*) FROM review_clip WHERE state = 'SETTLED' AND sampled_among > 0 AND episode_id = '"
                                + judged.id() + "'"))
                .as("drawn, and needs nothing more")
                .isEqualTo(1);
    }

    @Test
    void drawnClipThatIsNotForThisRaterWaitsForAnother() {
        Somebody rater = rig.rater();
        AssignmentData own = rig.clip();
        rig.run("UPDATE episode SET author = '" + rater.id() + "' WHERE id = '" + own.id() + "'");
        assertThat(sampled(rater)).isEmpty();
        assertThat(rig.count(
                        "SELECT count(*) FROM review_clip WHERE state = 'OPEN' AND sampled_among = 1 AND episode_id = '"
                                + own.id() + "'"))
                .isEqualTo(1);
        assertThat(urgent(rig.rater()).orElseThrow().episode()).isEqualTo(own.id());
    }

    @Test
    void whatSomebodyGaveBackComesToThemAgainOnceNothingElseIsLeft() {
        rig.clip();
        rig.clip();
        Somebody rater = rig.rater();
        UUID first = givenBack(rater);
        UUID second = givenBack(rater);
        assertThat(second).isNotEqualTo(first);
        assertThat(givenBack(rater)).isIn(first, second);
    }

    /** @return the episode */
    private UUID givenBack(Somebody rater) {
        String review = rig.claim(rater).orElseThrow().getString("id");
        UUID episode = rig.episodeOf(review);
        rater.asks().delete(ReviewRig.REVIEWS + "/" + review).then().statusCode(204);
        return episode;
    }

    @Test
    void whatIsBegunComesBeforeWhatIsNotSoThatItGetsAllOfItsRaters() {
        AssignmentData begun = rig.clip();
        rig.judges(rig.rater(), "done");
        rig.run("UPDATE review_clip SET chosen = 'REST', sampled_among = NULL WHERE episode_id = '" + begun.id() + "'");
        for (int i = 0; i < 5; i++) {
            rig.clip();
        }
        rig.run("UPDATE episode SET ended_at = ended_at - interval '10 years' WHERE id = '" + begun.id() + "'");
        assertThat(urgent(rig.rater()).orElseThrow().episode()).isEqualTo(begun.id());
        assertThat(urgent(rig.rater()).orElseThrow().place()).contains(2);
    }

    @Test
    void nobodyIsGivenWhatTheyAskedForVotedOnOrWhatTheirLabOwns() {
        Somebody rater = rig.rater();
        AuthorId author = new AuthorId(rater.person().id().value());
        AssignmentData own = rig.clip();
        rig.run("UPDATE episode SET author = '" + author + "' WHERE id = '" + own.id() + "'");
        assertThat(urgent(rater)).as("asked for it").isEmpty();
        assertThat(urgent(rig.rater())).isPresent();
        settle(own);

        AssignmentData voted = rig.clip();
        await(votes.cast(
                voted.id(),
                new Author(author, "net-" + author),
                Vote.Success.YES,
                OptionalDouble.empty(),
                Set.of(),
                Optional.empty()));
        assertThat(urgent(rater)).as("voted on it").isEmpty();
        assertThat(urgent(rig.rater())).isPresent();
        settle(voted);

        AssignmentData owned = rig.clip();
        String policy = rig.row("SELECT policy_name FROM episode WHERE id = '" + owned.id() + "'")
                .getString(0);
        String lab = accounts.lab();
        Somebody operator = accounts.with(Role.OPERATOR, lab);
        assertThat(urgent(operator)).isPresent();
        rig.run("INSERT INTO policy_owner (policy_name, lab_id) SELECT '" + policy + "', id FROM lab WHERE name = '"
                + lab + "' ON CONFLICT (policy_name) DO UPDATE SET lab_id = excluded.lab_id");
        try {
            assertThat(urgent(operator)).as("their lab's policy").isEmpty();
        } finally {
            rig.run("DELETE FROM policy_owner WHERE policy_name = '" + policy + "'");
        }
        Somebody maker = rig.rater();
        assertThat(urgent(maker)).isPresent();
        rig.run("INSERT INTO remote_policy (name, title, description, owner, url, dialect, mapping, embodiment,"
                + " action_space_kind, state, state_note, registered_at, canaries_due) VALUES ('" + policy
                + "', 'Theirs', '', '"
                + maker.id()
                + "', 'wss://policy.example', 'OPENPI', '{}', 'arm', 'joints', 'REFUSED', '', now(), now())");
        try {
            assertThat(urgent(maker)).as("their own, on their server").isEmpty();
        } finally {
            rig.run("DELETE FROM remote_policy WHERE name = '" + policy + "'");
        }
    }

    @Test
    void nobodyIsGivenWhatRanBeforeTheirEyes() {
        AssignmentData clip = rig.clip();
        Somebody operator = rig.rater();
        rig.run("INSERT INTO station_shift (station_id, person_id, name, began_at, until, ended_at, ended_why)"
                + " SELECT station_id, '" + operator.id()
                + "', 'Theirs', created_at - interval '2 hours', ended_at + interval '10 hours',"
                + " created_at - interval '1 hour', 'SIGNED_OFF' FROM episode WHERE id = '" + clip.id() + "'");
        assertThat(urgent(operator)).as("before it began they had gone").isPresent();
        rig.run("UPDATE station_shift SET ended_at = now() WHERE person_id = '" + operator.id() + "'");
        assertThat(urgent(operator)).isEmpty();
        assertThat(urgent(rig.rater())).isPresent();
    }

    @Test
    void nothingIsGivenThatIsTakenBackTakenOverLostSealedOrHasNoFilm() {
        AssignmentData clip = rig.clip();
        Somebody rater = rig.rater();
        assertThat(urgent(rater)).isPresent();
        rig.run("UPDATE episode SET withdrawn_at = now() WHERE id = '" + clip.id() + "'");
        assertThat(urgent(rater)).isEmpty();
        rig.run("UPDATE episode SET withdrawn_at = NULL, taken_over_at = now() WHERE id = '" + clip.id() + "'");
        assertThat(urgent(rater)).isEmpty();
        rig.run("UPDATE episode SET taken_over_at = NULL, state = 'LOST' WHERE id = '" + clip.id() + "'");
        assertThat(urgent(rater)).isEmpty();
        rig.run("UPDATE episode SET state = 'TERMINATED' WHERE id = '" + clip.id() + "'");
        assertThat(urgent(rater)).isPresent();
        rig.run("DELETE FROM artifact WHERE name = 'main.mp4' AND episode_id = '" + clip.id() + "'");
        assertThat(urgent(rater)).isEmpty();
    }

    private Optional<ReviewQueue.Next> urgent(Somebody rater) {
        return next(rater, 0.99);
    }

    private Optional<ReviewQueue.Next> sampled(Somebody rater) {
        return next(rater, config.sampleShare() - 0.01);
    }

    private Optional<ReviewQueue.Next> next(Somebody rater, double drawn) {
        ReviewQueue queue = new ReviewQueue(new Drawn(drawn), config);
        Rater inside = ReviewRig.inside(rater);
        boolean sampled = queue.drawsSample();
        if (sampled) {
            await(new ReviewSample(sql, config).draw(inside));
        }
        return await(sql.withTransaction(transaction -> queue.next(transaction, inside, sampled)));
    }

    private void settle(AssignmentData clip) {
        EpisodeId id = clip.id();
        rig.run(
                "INSERT INTO review_clip (episode_id, state, chosen, settled_at) VALUES ('" + id
                        + "', 'SETTLED', 'REST', now()) ON CONFLICT (episode_id) DO UPDATE SET state = 'SETTLED', settled_at = now()");
    }

    private void guess(AssignmentData clip, double probability) {
        rig.run("UPDATE episode SET detector_name = 'eyes', detector_digest = '" + "ab".repeat(32)
                + "', detector_probability = " + probability + " WHERE id = '" + clip.id() + "'");
    }

    private void outcome(AssignmentData clip, String judge, String result) {
        rig.run("INSERT INTO outcome (episode_id, judge, result) VALUES ('" + clip.id() + "', '" + judge + "', '"
                + result + "')");
    }
}
