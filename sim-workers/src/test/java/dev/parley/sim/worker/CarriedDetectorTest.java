package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.detector.DetectorCard;
import dev.parley.sim.detector.Ending;
import dev.parley.sim.scene.Observation;
import dev.parley.station.v1.DetectorGuess;
import dev.parley.station.v1.EpisodeSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CarriedDetectorTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final EpisodeSpec WORDS = Specs.redInBlue("random", 1).build();
    private static final Ending ENDING = new Ending(seen(0), seen(10), seen(20));

    @Test
    void guessNamesTheDetectorAndItsVersion() throws InterruptedException {
        try (CarriedDetector detector = detector((ending, sentence) -> 0.75, LONG)) {
            DetectorGuess guess = detector.guess(WORDS, ENDING).orElseThrow();

            assertThat(guess.getProbability()).isEqualTo(0.75);
            assertThat(guess.getDetector()).isEqualTo("test-detector");
            assertThat(guess.getDigest()).isEqualTo("ab".repeat(32));
            assertThat(guess.getSilence()).isEmpty();
        }
    }

    @Test
    void unknownSceneGetsNoProbabilityButAReason() throws InterruptedException {
        try (CarriedDetector detector = detector((ending, sentence) -> 0.75, LONG)) {
            DetectorGuess guess = detector.guess(
                            WORDS.toBuilder().setSceneId("room").build(), ENDING)
                    .orElseThrow();

            assertThat(guess.hasProbability()).isFalse();
            assertThat(guess.getSilence()).contains("knows nothing of this scene");
        }
    }

    @Test
    void pictureWithoutWordsGetsNoProbabilityButAReason() throws InterruptedException {
        try (CarriedDetector detector = detector((ending, sentence) -> 0.75, LONG)) {
            DetectorGuess guess = detector.guess(
                            WORDS.toBuilder().clearInstruction().build(), ENDING)
                    .orElseThrow();

            assertThat(guess.hasProbability()).isFalse();
            assertThat(guess.getSilence()).contains("picture");
        }
    }

    @Test
    void failureLeavesTheEpisodeWithoutAGuess() throws InterruptedException {
        CarriedDetector.Guesser broken = (ending, sentence) -> {
            throw new IllegalStateException("broken on purpose");
        };
        try (CarriedDetector detector = detector(broken, LONG)) {
            assertThat(detector.guess(WORDS, ENDING)).isEmpty();
        }
    }

    @Test
    void lateAnswerIsNotWaitedForAndTheNextEpisodeNotHeldUp() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        CarriedDetector.Guesser slow = (ending, sentence) -> {
            try {
                assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0.75;
        };
        try (CarriedDetector detector = detector(slow, Duration.ofMillis(20))) {
            assertThat(detector.guess(WORDS, ENDING)).isEmpty();
            Optional<DetectorGuess> whileLate = detector.guess(WORDS, ENDING);
            goOn.countDown();

            assertThat(whileLate).isEmpty();
        }
    }

    private static CarriedDetector detector(CarriedDetector.Guesser guesser, Duration atMost) {
        DetectorCard card = new DetectorCard(
                "test-detector",
                "Test",
                "ab".repeat(32),
                "tabletop-arm-6dof",
                List.of("blocks-and-bowls"),
                "",
                "",
                "",
                List.of(),
                0,
                List.of());
        return new CarriedDetector(card, List.of("blocks-and-bowls", "room"), () -> guesser, atMost);
    }

    private static Observation seen(int step) {
        return new Observation(new byte[Observation.IMAGE_SIDE * Observation.IMAGE_SIDE * 3], new float[6], step);
    }
}
