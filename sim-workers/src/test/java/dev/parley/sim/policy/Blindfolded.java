package dev.parley.sim.policy;

import dev.parley.sim.body.Action;
import dev.parley.sim.scene.Observation;

/** A policy that feels and hears, and sees nothing but black. */
record Blindfolded(Policy policy) implements Policy {

    @Override
    public PolicyCard card() {
        return policy.card();
    }

    @Override
    public void begin(Prompted prompted, long seed) {
        policy.begin(prompted, seed);
    }

    @Override
    public Action act(Observation observation) {
        byte[] black = new byte[observation.image().length];
        return policy.act(new Observation(black, observation.proprioception(), observation.step()));
    }

    @Override
    public void close() {
        policy.close();
    }
}
