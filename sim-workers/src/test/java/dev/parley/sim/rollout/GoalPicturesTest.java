package dev.parley.sim.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.policy.GoalNetworks;
import dev.parley.sim.policy.GoalPicture;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoalPicturesTest {

    private static final long SEED = 920_000;

    @Test
    void pictureShowsTheEndOfTheExpertsEpisodeAndIsAlwaysTheSame() {
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls");
                GoalPictures goals = new GoalPictures(scene)) {
            Task task = scene.description().tasks().getFirst();
            GoalPicture first = goals.of(task, SEED).orElseThrow();
            GoalPicture again = goals.of(task, SEED).orElseThrow();
            scene.reset(SEED, Conditions.FREE, Optional.of(task));
            int[] start = scene.frontPixels();
            scene.renderFront(start);

            assertThat(first.width()).isEqualTo(scene.frontCamera().widthPx());
            assertThat(again.rgb()).isEqualTo(first.rgb());
            assertThat(GoalPicture.of(start, first.width(), first.height()).rgb())
                    .isNotEqualTo(first.rgb());
        }
    }

    @Test
    void robotThatCarriesItsCameraIsShownWhatItShouldSee() {
        try (SimulatedScene scene = SimulatedScene.open("room");
                GoalPictures goals = new GoalPictures(scene)) {
            GoalPicture picture =
                    goals.of(scene.description().tasks().getFirst(), SEED).orElseThrow();

            assertThat(picture.rgb()).isEqualTo(scene.observe().image());
        }
    }

    @Test
    void episodePromptedByAPictureIsTheSameEachTime() {
        try (SimulatedScene scene = SimulatedScene.open("blocks-and-bowls");
                GoalPictures goals = new GoalPictures(scene);
                Policy policy = GoalNetworks.policy()) {
            Task task = scene.description().tasks().getFirst();
            Prompted goal = Prompted.picture(goals.of(task, SEED).orElseThrow());
            Rollout rollout = new Rollout(scene, policy);

            assertThat(rollout.run(task, goal, SEED)).isEqualTo(rollout.run(task, goal, SEED));
            assertThat(rollout.run(task, goal, SEED)).isNotEqualTo(rollout.run(task, task.instruction(), SEED));
        }
    }
}
