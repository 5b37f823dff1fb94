package dev.parley.core.detector;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.vote.Vote;
import dev.parley.core.vote.Votes;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class GuessDecidesNothingTest {
    private static final String DIGEST = "cd".repeat(32);

    @Inject
    Lab lab;

    @Inject
    Episodes episodes;

    @Inject
    Detectors detectors;

    @Inject
    Votes votes;

    @Test
    void sureGuessLeavesVerdictAndSearchAsThePredicateHasThem() {
        EpisodeData plain = failed(Optional.empty());
        EpisodeData guessed = failed(Optional.of(sure()));

        assertThat(guessed.guess()).contains(sure());
        assertThat(guessed.outcomes()).isEqualTo(plain.outcomes());
        assertThat(guessed.outcomes()).extracting(Outcome::result).containsExactly(Outcome.Result.FAILURE);
        given().get("/api/v1/episodes/" + guessed.id())
                .then()
                .statusCode(200)
                .body("outcomes.judge", equalTo(List.of("scene")))
                .body("outcomes.result", equalTo(List.of("FAILURE")))
                .body("detectorGuess.detector", equalTo("arm-detector"))
                .body("detectorGuess.digest", equalTo(DIGEST))
                .body("detectorGuess.probabilityDone.toDouble()", closeTo(0.97, 1e-9));
        given().queryParam("result", "success")
                .queryParam("limit", 100)
                .get("/api/v1/episodes")
                .then()
                .statusCode(200)
                .body("id", not(hasItem(guessed.id().toString())));
        given().get("/api/v1/episodes/" + plain.id()).then().body("detectorGuess", nullValue());
    }

    @Test
    void votesCountPeopleAndNeverTheGuess() {
        EpisodeData guessed = failed(Optional.of(sure()));

        await(votes.cast(
                guessed.id(), Lab.someone(), Vote.Success.NO, OptionalDouble.empty(), Set.of(), Optional.empty()));

        assertThat(await(votes.tally(guessed.id()))).isEqualTo(new Votes.Tally(0, 0, 1));
        EpisodeData judged = await(episodes.find(guessed.id())).orElseThrow();
        assertThat(judged.outcomes()).extracting(Outcome::result).containsOnly(Outcome.Result.FAILURE);
        assertThat(judged.outcomes()).extracting(Outcome::judge).containsExactlyInAnyOrder("scene", "crowd");
    }

    @Test
    void silenceIsKeptWithItsReason() {
        DetectorGuess silent = new DetectorGuess(
                "arm-detector", DIGEST, OptionalDouble.empty(), Optional.of("It knows nothing of this scene."));

        EpisodeData episode = failed(Optional.of(silent));

        assertThat(episode.guess()).contains(silent);
    }

    @Test
    void detectorsAreAnnouncedOnceAndKeptAsTheyWere() {
        String digest = UUID.randomUUID().toString().replace("-", "").repeat(2);
        DetectorData first = detector(digest, 95);
        await(detectors.announce(first));
        await(detectors.announce(detector(digest, 7)));

        assertThat(await(detectors.find(digest))).contains(first);
        given().get("/api/v1/detectors").then().statusCode(200).body("digest", hasItem(digest));
    }

    @Test
    void guessNeedsEitherProbabilityOrReason() {
        assertThatThrownBy(() -> new DetectorGuess("d", DIGEST, OptionalDouble.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("either");
        assertThatThrownBy(() -> new DetectorGuess("d", DIGEST, OptionalDouble.of(1.1), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1");
    }

    private static DetectorGuess sure() {
        return new DetectorGuess("arm-detector", DIGEST, OptionalDouble.of(0.97), Optional.empty());
    }

    private static DetectorData detector(String digest, int right) {
        return new DetectorData(
                "arm-detector",
                digest,
                "Learned detector",
                "Looks at the last pictures.",
                List.of(new DetectorData.Confusion("bench", right, 1, 2, 3)),
                0.02);
    }

    /** An episode that the predicate found not done. */
    private EpisodeData failed(Optional<DetectorGuess> guess) {
        // The station first: it announces the scene that is asked for.
        StationData station = lab.station(StationKind.SIMULATOR);
        AssignmentData assignment = lab.lease(lab.ask(Lab.someone(), "put the red cube in the blue bowl"), station);
        int sequence = 0;
        for (EpisodeState state :
                List.of(EpisodeState.RESETTING, EpisodeState.READY, EpisodeState.RUNNING, EpisodeState.FINALIZING)) {
            lab.advance(assignment, ++sequence, state);
        }
        return await(episodes.advance(
                assignment.id(),
                assignment.fence(),
                ++sequence,
                new Episodes.Report(
                        EpisodeState.TRUNCATED,
                        Optional.of(EndReason.STEP_LIMIT),
                        Optional.empty(),
                        OptionalInt.of(42),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Outcome("scene", Outcome.Result.FAILURE, OptionalDouble.of(0.4))),
                        guess,
                        Optional.empty(),
                        Optional.empty())));
    }
}
