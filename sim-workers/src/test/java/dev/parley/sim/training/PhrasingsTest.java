package dev.parley.sim.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.task.Task;
import org.junit.jupiter.api.Test;

class PhrasingsTest {

    private final SceneDescription scene = SceneDescription.load("blocks-and-bowls");
    private final Phrasings phrasings = Phrasings.load(SceneFolder.of("blocks-and-bowls"));

    @Test
    void heldOutSentencesAreNeverTrainedOn() {
        for (Task task : scene.tasks()) {
            assertThat(phrasings.heldOutSentences(task, scene.vocabulary()))
                    .doesNotContainAnyElementsOf(phrasings.trainingSentences(task, scene.vocabulary()));
        }
    }

    @Test
    void everyTasksInstructionIsATrainingSentence() {
        for (Task task : scene.tasks()) {
            assertThat(phrasings.trainingSentences(task, scene.vocabulary())).contains(task.instruction());
        }
    }

    @Test
    void sentenceNamesBothColoursAndLeavesNoPlaceholder() {
        Task task = scene.vocabulary().task("put-cube-green-in-bowl-orange");

        assertThat(phrasings.trainingSentences(task, scene.vocabulary()))
                .allMatch(sentence ->
                        sentence.contains("green") && sentence.contains("orange") && !sentence.contains("{"));
    }

    @Test
    void sceneWithoutPhrasingsIsRefused() {
        assertThatThrownBy(() -> Phrasings.load(SceneFolder.of("kitchen")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kitchen");
    }
}
