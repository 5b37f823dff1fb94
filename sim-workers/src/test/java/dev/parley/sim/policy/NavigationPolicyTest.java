package dev.parley.sim.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.sim.rollout.GoalPictures;
import dev.parley.sim.rollout.Rollout;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationPolicyTest {

    /** Far from the seeds used in training, in choosing a checkpoint and in the figures on the card. */
    private static final int FIRST_SEED = 920_000;

    private static final String NAME = "room-goal";

    @Test
    void drivesToManyOfThePicturesItIsGiven() {
        try (SimulatedScene room = SimulatedScene.open("room");
                GoalPictures goals = new GoalPictures(room);
                Policy policy = Policies.load(NAME)) {
            Rollout rollout = new Rollout(room, policy);
            List<Task> tasks = room.description().tasks();
            int done = 0;
            for (int i = 0; i < 8; i++) {
                Task task = tasks.get(3 * i % tasks.size());
                Prompted picture =
                        Prompted.picture(goals.of(task, FIRST_SEED + i).orElseThrow());
                done += rollout.run(task, picture, FIRST_SEED + i).success() ? 1 : 0;
            }

            assertThat(done).isGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void goesByThePictureAndNotByTheRoom() {
        try (SimulatedScene room = SimulatedScene.open("room");
                Policy policy = Policies.load(NAME)) {
            room.reset(FIRST_SEED, Conditions.FREE);
            double here = firstTurn(room, policy, room.seenFrom(2.3, 2.1, 0.7));
            double there = firstTurn(room, policy, room.seenFrom(-1.9, -2.0, -2.5));

            assertThat(Math.abs(here - there)).isGreaterThan(0.2);
        }
    }

    @Test
    void remembersNothingOfTheEpisodeBefore() {
        try (SimulatedScene room = SimulatedScene.open("room");
                Policy policy = Policies.load(NAME);
                Policy fresh = Policies.load(NAME)) {
            room.reset(FIRST_SEED + 1, Conditions.FREE);
            Prompted picture = picture(room.seenFrom(0, 0, 0));
            policy.begin(picture, 1);
            policy.act(room.observe());
            policy.begin(picture, 1);
            fresh.begin(picture, 1);

            assertThat(policy.act(room.observe())).isEqualTo(fresh.act(room.observe()));
        }
    }

    @Test
    void rowsOfABatchActAsTheyDoAlone() {
        try (SimulatedScene room = SimulatedScene.open("room");
                BatchedPolicy policy = (BatchedPolicy) Policies.load(NAME);
                BatchedPolicy other = policy.another();
                BatchedPolicy alone = policy.another()) {
            room.reset(FIRST_SEED + 2, Conditions.FREE);
            NetworkBatch batch = policy.network().batch(2);
            policy.begin(picture(room.seenFrom(1, 1, 0)), 1);
            alone.begin(picture(room.seenFrom(1, 1, 0)), 1);
            other.begin(picture(room.seenFrom(-1, -1, 2)), 1);
            for (int step = 0; step < 3; step++) {
                policy.ask(room.observe(), batch, 0);
                other.ask(room.observe(), batch, 1);
                batch.run(2);

                assertThat(policy.answer(batch, 0))
                        .isEqualTo(alone.act(room.observe()))
                        .isNotEqualTo(other.answer(batch, 1));
                room.step(policy.answer(batch, 0));
            }
        }
    }

    @Test
    void saysWhereItThinksThatThePictureWasTaken() {
        try (SimulatedScene room = SimulatedScene.open("room");
                Policy policy = Policies.load(NAME)) {
            room.reset(FIRST_SEED + 3, Conditions.FREE);
            policy.begin(picture(room.seenFrom(1, 1, 0)), 1);
            policy.act(room.observe());

            assertThat(policy.notes()).singleElement().asString().contains("the picture was taken");
            assertThat(policy.notes()).isEmpty();
        }
    }

    @Test
    void wordsAloneAreRefusedWithWhatIsNeeded() {
        try (Policy policy = Policies.load(NAME)) {
            assertThatThrownBy(() -> policy.begin(Prompted.words("go to the lamp"), 1))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("room-goal")
                    .hasMessageContaining("goal image");
        }
    }

    @Test
    void pictureOfTheCameraForPeopleIsRefusedRatherThanMisread() {
        try (SimulatedScene room = SimulatedScene.open("room");
                Policy policy = Policies.load(NAME)) {
            room.reset(FIRST_SEED, Conditions.FREE);
            int[] pixels = room.frontPixels();
            room.renderFront(pixels);
            GoalPicture fromAbove = GoalPicture.of(
                    pixels, room.frontCamera().widthPx(), room.frontCamera().heightPx());

            assertThatThrownBy(() -> policy.begin(Prompted.picture(fromAbove), 1))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("640 × 480")
                    .hasMessageContaining("from above");
        }
    }

    private static double firstTurn(SimulatedScene room, Policy policy, byte[] picture) {
        policy.begin(picture(picture), 1);
        policy.act(room.observe());
        return policy.act(room.observe()).number(1);
    }

    private static Prompted picture(byte[] rgb) {
        return Prompted.picture(new GoalPicture(64, 64, rgb));
    }
}
