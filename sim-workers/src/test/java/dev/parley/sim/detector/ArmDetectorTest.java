package dev.parley.sim.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.SimulatedScene;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The carried detector on a few fixed episodes; how good it is on many, its card says. */
class ArmDetectorTest {

    private static final List<String> SCENES =
            List.of("blocks-and-bowls", "stacking-and-sorting", "drawer-and-lid", "push-board");
    private static final int SEEDS_A_SCENE = 3;
    private static final long FIRST_SEED = 870_000;

    @Test
    void tellsTheExpertsEpisodesFromRandomOnesNineTimesOutOfTen() {
        int right = 0;
        int episodes = 0;
        int done = 0;
        try (SuccessDetector detector = SuccessDetector.load()) {
            for (String id : SCENES) {
                try (SimulatedScene scene = SimulatedScene.open(id)) {
                    Stage stage = new Stage(scene);
                    for (int i = 0; i < SEEDS_A_SCENE; i++) {
                        for (Cast cast : List.of(Cast.EXPERT, Cast.RANDOM)) {
                            StagedEpisode episode = stage.play(FIRST_SEED + 7L * i, cast);
                            double probability = detector.probability(
                                    episode.ending(), episode.asked().instruction());
                            right += (probability >= 0.5) == episode.done() ? 1 : 0;
                            done += episode.done() ? 1 : 0;
                            episodes++;
                        }
                    }
                }
            }
        }
        assertThat(done).isBetween(episodes / 3, episodes * 2 / 3);
        assertThat(right).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * episodes));
    }

    @Test
    void sameEndingAndWordsGiveTheSameProbability() {
        try (SuccessDetector detector = SuccessDetector.load();
                SimulatedScene scene = SimulatedScene.open("blocks-and-bowls")) {
            StagedEpisode episode = new Stage(scene).play(FIRST_SEED, Cast.RANDOM);

            assertThat(detector.probability(episode.ending(), "put the red cube in the blue bowl"))
                    .isEqualTo(detector.probability(episode.ending(), "put the red cube in the blue bowl"));
        }
    }

    @Test
    void cardNamesItsNetworkAndSaysHowOftenItIsRight() {
        DetectorCard card = SuccessDetector.carriedCard();

        assertThat(card.version()).matches("[0-9a-f]{64}");
        assertThat(card.scenes()).containsExactlyElementsOf(SCENES);
        assertThat(card.confusions()).extracting(DetectorCard.Confusion::scene).containsExactlyElementsOf(SCENES);
        assertThat(card.knownFailures()).isNotEmpty();
    }
}
