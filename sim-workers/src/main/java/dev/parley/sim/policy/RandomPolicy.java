package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import java.util.List;

/** Moves at random: the floor that every other policy is compared with. */
final class RandomPolicy implements Policy {

    private final PolicyCard card;
    private final List<SceneDescription.ActionPart> parts;
    private SeededRandom random = new SeededRandom(0, "random policy");

    RandomPolicy(PolicyCard card, List<SceneDescription.ActionPart> parts) {
        this.card = card;
        this.parts = List.copyOf(parts);
    }

    @Override
    public PolicyCard card() {
        return card;
    }

    @Override
    public void begin(Prompted prompted, long seed) {
        card.requireTaken(prompted);
        random = new SeededRandom(seed, "random policy");
    }

    @Override
    public Action act(Observation observation) {
        return new Action(parts.stream()
                .map(part -> random.between(part.min(), part.max()))
                .toList());
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
