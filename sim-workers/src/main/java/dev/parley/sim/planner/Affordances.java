package dev.parley.sim.planner;

import dev.parley.sim.scene.Observation;
import java.util.List;

/** What a learned look at the current picture says about skills. One thread at a time. */
interface Affordances extends AutoCloseable {

    /**
     * What is seen about one skill.
     *
     * @param able probability that the low-level policy does it from here; low for what is done already
     * @param done probability that it is done
     */
    record Affordance(double able, double done) {}

    /** One answer a skill, in their order. */
    List<Affordance> look(Observation observation, List<Skill> skills);

    @Override
    void close();
}
