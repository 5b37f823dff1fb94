package dev.parley.sim.scene;

import dev.parley.sim.task.ObjectState;
import java.util.Collection;

/** The part of a table that things can be put on. */
final class SceneReach {

    private static final double MARGIN_M = 0.03;

    private SceneReach() {}

    /** Everything from the outermost start of any object or thing that is there, and a little more. */
    static SceneDescription.Area of(SceneDescription scene, Collection<ObjectState> things) {
        double minX = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (ConditionFactor factor : scene.factors(Purpose.POSE)) {
            if (factor.name().endsWith(".x_m")) {
                minX = Math.min(minX, factor.min());
                maxX = Math.max(maxX, factor.max());
            } else if (factor.name().endsWith(".y_m")) {
                minY = Math.min(minY, factor.min());
                maxY = Math.max(maxY, factor.max());
            }
        }
        for (ObjectState thing : things) {
            minX = Math.min(minX, thing.position().xM());
            maxX = Math.max(maxX, thing.position().xM());
            minY = Math.min(minY, thing.position().yM());
            maxY = Math.max(maxY, thing.position().yM());
        }
        return new SceneDescription.Area(minX - MARGIN_M, maxX + MARGIN_M, minY - MARGIN_M, maxY + MARGIN_M);
    }
}
