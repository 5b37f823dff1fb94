package dev.parley.sim.policy;

import dev.parley.sim.scene.Action;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SeededRandom;

/** Moves at random: the floor that every other policy is compared with. */
final class RandomPolicy implements Policy {

    private final PolicyCard card;
    private SeededRandom random = new SeededRandom(0, "random policy");

    RandomPolicy(PolicyCard card) {
        this.card = card;
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    @Override
    public void begin(String instruction, long seed) {
        random = new SeededRandom(seed, "random policy");
    }

    @Override
    public Action act(Observation observation) {
        return new Action(
                random.between(-Action.MAX_MOVE_M, Action.MAX_MOVE_M),
                random.between(-Action.MAX_MOVE_M, Action.MAX_MOVE_M),
                random.between(-Action.MAX_MOVE_M, Action.MAX_MOVE_M),
                random.between(-Action.MAX_TURN_RAD, Action.MAX_TURN_RAD),
                random.nextDouble());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
