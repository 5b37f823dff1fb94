package dev.parley.sim.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.SimulatedScene;
import org.junit.jupiter.api.Test;

class StageTest {

    @Test
    void sameSeedGivesTheSameEpisode() {
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls")) {
            Stage stage = new Stage(scene);
            StagedEpisode one = stage.play(880_001, Cast.UNSTEADY);
            stage.play(880_002, Cast.RANDOM);
            StagedEpisode again = stage.play(880_001, Cast.UNSTEADY);

            assertThat(again.done()).isEqualTo(one.done());
            assertThat(again.settled()).isEqualTo(one.settled());
            assertThat(again.ending().last().image())
                    .isEqualTo(one.ending().last().image());
        }
    }

    @Test
    void expertDoesWhatIsAskedAndTheDisobedientSomethingElse() {
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls")) {
            Stage stage = new Stage(scene);
            StagedEpisode obedient = stage.play(880_004, Cast.EXPERT);
            StagedEpisode disobedient = stage.play(880_004, Cast.DISOBEDIENT);

            assertThat(obedient.done()).isTrue();
            assertThat(obedient.settled().get(scene.description().tasks().indexOf(obedient.asked())))
                    .isTrue();
            assertThat(obedient.ending().last().step()
                            - obedient.ending().earlier().step())
                    .isEqualTo(Ending.APART_ACTIONS);
            assertThat(disobedient.done()).isFalse();
        }
    }
}
