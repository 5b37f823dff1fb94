package dev.parley.sim.body;

/** Told after every physics step inside an action, on the thread that steps: the place to render video frames between actions. */
@FunctionalInterface
public interface SubstepListener {

    /** Ignores every step. */
    SubstepListener NONE = substep -> {};

    /** Called with 1 to {@link Body#SUBSTEPS}. */
    void afterSubstep(int substep);
}
