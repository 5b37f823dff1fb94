package dev.parley.sim.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.training.Phrasings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRecogniserTest {

    private final SceneDescription scene = SceneDescription.load("blocks-and-bowls");
    private final TaskRecogniser recogniser = scene.recogniser();

    @Test
    void readsEveryTasksOwnInstruction() {
        for (Task task : scene.tasks()) {
            assertThat(recogniser.recognise(task.instruction())).contains(task);
        }
    }

    @Test
    void readsEveryPhrasingAsItsTask() {
        Phrasings phrasings = Phrasings.load(SceneFolder.of(scene.id()));
        for (Task task : scene.tasks()) {
            for (String sentence : phrasings.trainingSentences(task, scene.vocabulary())) {
                assertThat(recogniser.recognise(sentence)).as(sentence).contains(task);
            }
            for (String sentence : phrasings.heldOutSentences(task, scene.vocabulary())) {
                assertThat(recogniser.recognise(sentence)).as(sentence).contains(task);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "do something nice",
                "put the red cube away",
                "put the cube in the blue bowl",
                "put the red cube in the bowl",
                "don't put the red cube in the blue bowl",
                "do not put the red cube in the blue bowl",
                "never put the red cube in the blue bowl",
                "put the red cube next to the blue bowl",
                "put the red cube in the blue bowl and the green cube in the orange bowl",
                "put the red cube in the blue bowl, then wave",
                "put the red cube in the blue bowl without touching the table",
                "put the red cube in the blue bowl twice",
                "put the red cube in the red bowl",
                "put the blue bowl in the orange bowl",
                "put the yellow cylinder in the blue bowl",
                "take the red cube out of the blue bowl",
                "put the red cube in the blue bowl or the orange bowl",
                "the red cube and the blue bowl",
                "put the blue bowl in the red cube"
            })
    void readsNothingIntoWhatItDoesNotFullyUnderstand(String sentence) {
        assertThat(recogniser.recognise(sentence)).isEmpty();
    }
}
