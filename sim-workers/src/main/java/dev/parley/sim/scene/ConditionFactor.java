package dev.parley.sim.scene;

/**
 * One varied factor of a scene and the range its seed draws from; a pinned value must lie in the range too.
 *
 * @param name unique, with its unit as suffix, for instance {@code cube-red.x_m}
 */
public record ConditionFactor(String name, double min, double max) {

    double require(double value) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(
                    "Condition " + name + " is " + value + " but must lie between " + min + " and " + max);
        }
        return value;
    }
}
