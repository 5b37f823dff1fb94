package dev.parley.sim.worker;

import dev.parley.sim.policy.Policies;
import dev.parley.sim.policy.Policy;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.rollout.GoalPictures;
import dev.parley.sim.rollout.Rollout;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Task;

/** Lets the policy that goes by pictures drive once and prints the fingerprint of everything on the way. */
final class RoomDigest {

    private RoomDigest() {}

    public static void main(String[] arguments) {
        try (SimulatedScene room = SimulatedScene.open("room");
                GoalPictures goals = new GoalPictures(room);
                Policy policy = Policies.load("room-goal")) {
            Task task = room.description().vocabulary().task("go-to-plant");
            Prompted picture = Prompted.picture(goals.of(task, 77).orElseThrow());
            System.out.println(new Rollout(room, policy).run(task, picture, 77));
        }
    }
}
