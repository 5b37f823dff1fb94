package dev.parley.sim.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.body.Bodies;
import dev.parley.sim.task.GoalStates;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.Judgement;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import dev.parley.sim.task.TaskRecogniser;
import dev.parley.sim.task.TaskVocabulary;
import dev.parley.sim.training.Phrasings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for every task of every carried scene, so that a new scene is tested by being there. */
class EveryTaskTest {

    static List<String> scenes() {
        return SceneFolder.carriedIds();
    }

    @Test
    void thereAreAtLeastAHundredTasks() {
        Set<String> tasks = new HashSet<>();
        for (String id : scenes()) {
            SceneDescription.load(id).tasks().forEach(task -> tasks.add(id + "/" + task.id()));
        }

        assertThat(tasks).hasSizeGreaterThanOrEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void descriptionAgreesWithItsBody(String id) {
        SceneDescription scene = SceneDescription.load(id);

        assertThat(scene.id()).isEqualTo(id);
        assertThat(Bodies.ids()).contains(scene.embodiment().id());
        assertThat(scene.tasks()).extracting(Task::id).doesNotHaveDuplicates();
        try (SimulatedScene simulated = SimulatedScene.open(id)) {
            simulated.reset(1, Conditions.FREE);
            assertThat(simulated.observe().proprioception()).hasSameSizeAs(scene.proprioception());
            assertThat(simulated.stay().width()).isEqualTo(scene.actions().size());
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyTaskStartsUndoneAndItsProgressIsAShare(String id) {
        try (SimulatedScene scene = SimulatedScene.open(id)) {
            TaskVocabulary vocabulary = scene.description().vocabulary();
            for (Task task : vocabulary.tasks()) {
                Predicate goal = vocabulary.predicate(task.predicate());
                for (long seed = 70; seed < 73; seed++) {
                    Conditions drawn = scene.reset(seed, Conditions.FREE, Optional.of(task));
                    assertThat(goal.holds(scene.truth())).as(task.id()).isFalse();
                    assertThat(goal.progress(scene.truth())).as(task.id()).isBetween(0.0, 1.0);
                    task.start()
                            .forEach((factor, range) -> assertThat(drawn.value(factor))
                                    .as(task.id() + " " + factor)
                                    .isBetween(range.getFirst(), range.getLast()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyTaskIsDoneOnceItsGoalHasHeldForHalfASecond(String id) {
        try (SimulatedScene scene = SimulatedScene.open(id)) {
            TaskVocabulary vocabulary = scene.description().vocabulary();
            for (Task task : vocabulary.tasks()) {
                scene.reset(80, Conditions.FREE, Optional.of(task));
                SceneTruth start = scene.truth();
                SceneTruth goal = GoalStates.of(task, vocabulary, start);
                Judge judge = new Judge(vocabulary.predicate(task.predicate()));

                assertThat(judge.judge(start).success()).as(task.id()).isFalse();
                for (int step = 1; step < Judge.SETTLED_STEPS; step++) {
                    assertThat(judge.judge(goal)).as(task.id()).returns(false, Judgement::success);
                }
                assertThat(judge.judge(goal)).as(task.id()).isEqualTo(new Judgement(1, true));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyPhrasingIsReadAsItsTaskAndNoOther(String id) {
        SceneDescription scene = SceneDescription.load(id);
        TaskRecogniser recogniser = scene.recogniser();
        Phrasings phrasings = Phrasings.load(SceneFolder.of(id));
        for (Task task : scene.tasks()) {
            List<String> training = phrasings.trainingSentences(task, scene.vocabulary());
            List<String> heldOut = phrasings.heldOutSentences(task, scene.vocabulary());
            assertThat(training).as(task.id()).isNotEmpty().contains(task.instruction());
            assertThat(heldOut).as(task.id()).isNotEmpty().doesNotContainAnyElementsOf(training);
            for (String sentence : training) {
                assertThat(recogniser.recognise(sentence)).as(sentence).contains(task);
            }
            for (String sentence : heldOut) {
                assertThat(recogniser.recognise(sentence)).as(sentence).contains(task);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void negatedDoubledOrUnknownWordsAreNeverReadAsATask(String id) {
        SceneDescription scene = SceneDescription.load(id);
        TaskRecogniser recogniser = scene.recogniser();
        for (Task task : scene.tasks()) {
            for (String sentence : List.of(
                    "do not " + task.instruction(),
                    "never " + task.instruction(),
                    task.instruction() + " twice",
                    task.instruction() + " slowly",
                    task.instruction() + " and " + task.instruction(),
                    "did you " + task.instruction(),
                    task.instruction().replace("red", "pink").replace("blue", "pink") + " pink")) {
                assertThat(recogniser.recognise(sentence)).as(sentence).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void everyExampleIsATask(String id) {
        SceneDescription scene = SceneDescription.load(id);

        assertThat(scene.examples())
                .isNotEmpty()
                .allMatch(example -> scene.recogniser().recognise(example).isPresent());
    }
}
