package dev.parley.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.rollout.Rollout;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedPolicyTest {

    /** Far from the seeds used in training, in choosing a checkpoint and in the figures on the card. */
    private static final int FIRST_SEED = 910_000;

    @Test
    void doesMostOfTheTasksItIsAskedFor() {
        try (SimulatedScene scene = open();
                Policy policy = Policies.load(Policies.USUAL)) {
            Rollout rollout = new Rollout(scene, policy);
            List<Task> tasks = scene.description().tasks();
            int done = 0;
            for (int i = 0; i < 12; i++) {
                Task task = tasks.get(i % tasks.size());
                done += rollout.run(task, task.instruction(), FIRST_SEED + i).success() ? 1 : 0;
            }

            assertThat(done).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void listensToTheSentence() {
        try (SimulatedScene scene = open();
                Policy policy = Policies.load(Policies.USUAL)) {
            Rollout rollout = new Rollout(scene, policy);
            Task red = scene.description().vocabulary().task("put-cube-red-in-bowl-blue");
            Task green = scene.description().vocabulary().task("put-cube-green-in-bowl-orange");
            int done = 0;
            for (int i = 0; i < 3; i++) {
                done += rollout.run(green, red.instruction(), FIRST_SEED + i).success() ? 1 : 0;
            }

            assertThat(done).isZero();
        }
    }

    @Test
    void isLostWithoutThePicture() {
        try (SimulatedScene scene = open();
                Policy policy = Policies.load(Policies.USUAL)) {
            Rollout rollout = new Rollout(scene, new Blindfolded(policy));
            List<Task> tasks = scene.description().tasks();
            int done = 0;
            for (int i = 0; i < 4; i++) {
                done += rollout.run(tasks.get(i), tasks.get(i).instruction(), FIRST_SEED + i)
                                .success()
                        ? 1
                        : 0;
            }

            assertThat(done).isZero();
        }
    }

    @Test
    void sameObservationsGiveTheSameEpisode() {
        try (SimulatedScene scene = open();
                Policy one = Policies.load(Policies.USUAL);
                Policy other = Policies.load(Policies.USUAL)) {
            Task task = scene.description().tasks().getFirst();

            assertThat(new Rollout(scene, one).run(task, task.instruction(), FIRST_SEED))
                    .isEqualTo(new Rollout(scene, other).run(task, task.instruction(), FIRST_SEED));
        }
    }

    @Test
    void policiesThatShareANetworkActAsTheyDoAlone() {
        try (SimulatedScene scene = open();
                BatchedPolicy policy = (BatchedPolicy) Policies.load(Policies.USUAL);
                BatchedPolicy other = policy.another()) {
            NetworkBatch batch = policy.network().batch(2);
            policy.begin(Prompted.words("put the red cube in the blue bowl"), 1);
            other.begin(Prompted.words("put the green cube in the orange bowl"), 1);
            scene.reset(1, Conditions.FREE);
            policy.ask(scene.observe(), batch, 0);
            other.ask(scene.observe(), batch, 1);
            batch.run(2);

            assertThat(policy.answer(batch, 0)).isEqualTo(policy.act(scene.observe()));
            assertThat(other.answer(batch, 1))
                    .isEqualTo(other.act(scene.observe()))
                    .isNotEqualTo(policy.answer(batch, 0));
        }
    }

    @Test
    void artifactThatDiffersFromItsCardIsRefused() {
        assertThatThrownBy(() -> Policies.learned(Policies.card(Policies.USUAL), Artifact.of(new byte[] {1, 2, 3})))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("altered");
    }

    @Test
    void unknownPolicyIsRefusedWithTheKnownNames() {
        assertThatThrownBy(() -> Policies.load("gpt"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("gpt")
                .hasMessageContaining(Policies.USUAL);
    }

    @Test
    void everyCarriedPolicyLoadsAndActs() {
        for (String name : Policies.names()) {
            try (SimulatedScene scene = SimulatedScene.open(Policies.card(name).scene());
                    Policy policy = Policies.load(name)) {
                scene.reset(1, Conditions.FREE);
                if (policy instanceof PrivilegedPolicy privileged) {
                    privileged.grantTruth(scene::truth);
                }
                boolean reads = policy.card().takes().contains(PolicyCard.Asking.WORDS);
                policy.begin(
                        reads
                                ? Prompted.words(
                                        scene.description().tasks().getFirst().instruction())
                                : Prompted.picture(new GoalPicture(64, 64, new byte[64 * 64 * 3])),
                        1);

                assertThat(policy.act(scene.observe()).width())
                        .as(name)
                        .isEqualTo(scene.description().actions().size());
                assertThat(policy.card().name()).isEqualTo(name);
                assertThat(policy.card().version()).hasSize(64);
            }
        }
    }

    @Test
    void expertRefusesASentenceItCannotRead() {
        try (Policy expert = Policies.load("scripted-expert")) {
            assertThatThrownBy(() -> expert.begin(Prompted.words("sing a song"), 1))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("sing a song");
        }
    }

    private static SimulatedScene open() {
        return SimulatedScene.open("blocks-and-bowls");
    }
}
